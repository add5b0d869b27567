package io.speecheq.trainer.features;

import io.speecheq.acoustics.pcm.PcmDecoder;
import io.speecheq.acoustics.pcm.PcmEncoder;
import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.acoustics.resample.Resampler;
import java.util.Arrays;

/** What a telephone does to speech: 8 kHz and eight bits of G.711 mu-law. */
final class TelephoneLine {
    private static final int LINE_HZ = 8000;

    private TelephoneLine() {}

    /** The samples after the round trip; as many as before. */
    static float[] carry(float[] samples, int rateHz) {
        float[] narrow = Resampler.resample(samples, rateHz, LINE_HZ);
        byte[] sent = PcmEncoder.encode(PcmEncoding.PCMU, narrow);
        float[] received = Resampler.resample(PcmDecoder.decode(PcmEncoding.PCMU, sent), LINE_HZ, rateHz);
        return Arrays.copyOf(received, samples.length);
    }
}
