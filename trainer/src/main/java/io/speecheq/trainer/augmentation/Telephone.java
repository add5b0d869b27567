package io.speecheq.trainer.augmentation;

import io.speecheq.acoustics.pcm.PcmDecoder;
import io.speecheq.acoustics.pcm.PcmEncoder;
import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.acoustics.resample.Resampler;
import java.util.Arrays;
import java.util.Random;

/**
 * A telephone: the band that passes its microphone and line, then 8 kHz and eight bits of G.711. The band-pass is a Hamming
 * windowed difference of two sincs, 101 taps, without delay: half its amplitude at the edges, 50 dB down from 130 Hz beyond.
 *
 * @param lowHz lower edge of the band, over 0
 * @param highHz upper edge, up to 4000
 * @param law mu-law or A-law
 */
record Telephone(double lowHz, double highHz, PcmEncoding law) {
    private static final int RATE_HZ = 16000;
    private static final int LINE_HZ = 8000;
    private static final int TAPS = 101;

    Telephone {
        if (!(lowHz > 0 && lowHz < highHz && highHz <= LINE_HZ / 2)) {
            throw new IllegalArgumentException("no band within 0..4000 Hz: %s..%s".formatted(lowHz, highHz));
        }
    }

    /** Edges of 200 to 400 and 3000 to 3600 Hz, about those of ITU-T G.712; either law. */
    static Telephone draw(Random random) {
        double lowHz = 200 + 200 * random.nextDouble();
        double highHz = 3000 + 600 * random.nextDouble();
        return new Telephone(lowHz, highHz, random.nextBoolean() ? PcmEncoding.PCMU : PcmEncoding.PCMA);
    }

    /** The samples of 16 kHz as they arrive; as many as before. */
    float[] carry(float[] samples) {
        float[] line = inBand(Resampler.resample(samples, RATE_HZ, LINE_HZ));
        float[] received = PcmDecoder.decode(law, PcmEncoder.encode(law, line));
        return Arrays.copyOf(Resampler.resample(received, LINE_HZ, RATE_HZ), samples.length);
    }

    private float[] inBand(float[] line) {
        float[] weights = weights();
        float[] padded = new float[line.length + TAPS - 1];
        System.arraycopy(line, 0, padded, TAPS / 2, line.length);
        float[] passed = new float[line.length];
        for (int tap = 0; tap < TAPS; tap++) {
            float weight = weights[tap];
            for (int i = 0; i < passed.length; i++) {
                passed[i] += weight * padded[i + tap];
            }
        }
        return passed;
    }

    private float[] weights() {
        float[] weights = new float[TAPS];
        for (int tap = 0; tap < TAPS; tap++) {
            int distance = tap - TAPS / 2;
            double hamming = 0.54 + 0.46 * Math.cos(2 * Math.PI * distance / (TAPS - 1));
            weights[tap] = (float) (hamming * (lowPass(highHz, distance) - lowPass(lowHz, distance)));
        }
        return weights;
    }

    private static double lowPass(double hertz, int distance) {
        double turns = 2 * hertz / LINE_HZ;
        return distance == 0 ? turns : Math.sin(Math.PI * turns * distance) / (Math.PI * distance);
    }
}
