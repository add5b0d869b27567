package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.pcm.PcmDecoder;
import io.speecheq.acoustics.pcm.PcmEncoder;
import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.acoustics.resample.Resampler;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.Consent;
import io.speecheq.streamfeatures.chunk.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A channel whose whole audio is known: bursts of noise and tones over a faint hum, to be cut into chunks. */
final class RecordedChannel {

    static final ChannelId ID = new ChannelId("call-1", "customer", 1_700_000_000_000L);
    static final int CHUNKS_PER_SECOND = 10;

    private final ChannelId id;
    private final int rateHz;
    private final PcmEncoding encoding;
    private final byte[] bytes;

    private RecordedChannel(ChannelId id, int rateHz, PcmEncoding encoding, byte[] bytes) {
        this.id = id;
        this.rateHz = rateHz;
        this.encoding = encoding;
        this.bytes = bytes;
    }

    static RecordedChannel of(long seed, int rateHz, int samples) {
        return new RecordedChannel(ID, rateHz, PcmEncoding.PCM_S16LE, encoded(seed, rateHz, samples));
    }

    static RecordedChannel ofMillis(long seed, int rateHz, long millis) {
        return of(seed, rateHz, Math.toIntExact(millis * rateHz / 1_000));
    }

    RecordedChannel named(ChannelId name) {
        return new RecordedChannel(name, rateHz, encoding, bytes);
    }

    RecordedChannel as(PcmEncoding other) {
        return new RecordedChannel(id, rateHz, other, PcmEncoder.encode(other, PcmDecoder.decode(encoding, bytes)));
    }

    /** The channel without its first samples. */
    RecordedChannel from(int sample) {
        return new RecordedChannel(
                id, rateHz, encoding, Arrays.copyOfRange(bytes, sample * encoding.bytesPerSample(), bytes.length));
    }

    private static byte[] encoded(long seed, int rateHz, int samples) {
        Random random = new Random(seed);
        float[] wave = new float[samples];
        double loudness = 0;
        double hertz = 200;
        for (int i = 0; i < samples; i++) {
            if (i % (rateHz / 4) == 0) {
                loudness = random.nextInt(3) == 0 ? 0.001 : 0.05 + 0.3 * random.nextDouble();
                hertz = 100 + 900 * random.nextDouble();
            }
            double tone = StrictMath.sin(2 * Math.PI * hertz * i / rateHz);
            wave[i] =
                    (float) (loudness * (0.6 * tone + 0.4 * random.nextGaussian()) + 0.0005 * StrictMath.sin(i * 0.04));
        }
        return PcmEncoder.encode(PcmEncoding.PCM_S16LE, wave);
    }

    int samples() {
        return encoding.samplesIn(bytes.length);
    }

    int rateHz() {
        return rateHz;
    }

    /** The whole audio at the feature rate. */
    float[] resampled() {
        return Resampler.resample(PcmDecoder.decode(encoding, bytes), rateHz, 16_000);
    }

    /** The samples {@code [from, to)} as a chunk. */
    Chunk chunk(int from, int to, boolean endOfStream) {
        byte[] payload = Arrays.copyOfRange(bytes, from * encoding.bytesPerSample(), to * encoding.bytesPerSample());
        return new Chunk(id, from, rateHz, encoding, Octets.owning(payload), endOfStream, Consent.UNSTATED);
    }

    /** Chunks of a tenth of a second, the last of which ends the stream. */
    List<Chunk> chunks() {
        return chunks(rateHz / CHUNKS_PER_SECOND);
    }

    List<Chunk> chunks(int samplesEach) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(from + samplesEach, samples());
            chunks.add(chunk(from, to, to == samples()));
            from = to;
        } while (from < samples());
        return chunks;
    }

    /** Chunks of random lengths from nothing to half a second, the last of which ends the stream. */
    List<Chunk> chunks(Random random) {
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        do {
            int most = random.nextInt(4) == 0 ? 40 : rateHz / 2;
            int to = Math.min(from + random.nextInt(most), samples());
            chunks.add(chunk(from, to, to == samples()));
            from = to;
        } while (from < samples());
        return chunks;
    }
}
