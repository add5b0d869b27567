package io.speecheq.ingest.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A WAV file in memory, made from samples in [-1, 1). */
final class WavBytes {

    private int sampleRateHz = 8_000;
    private int bits = 16;
    private long promisedBytes = -1;
    private float[][] samples = new float[1][0];

    static WavBytes of(float[]... perChannel) {
        WavBytes wav = new WavBytes();
        wav.samples = perChannel;
        return wav;
    }

    WavBytes rate(int hz) {
        sampleRateHz = hz;
        return this;
    }

    WavBytes bits(int count) {
        bits = count;
        return this;
    }

    /** What the header says of the samples' bytes, whatever there is. */
    WavBytes promising(long bytes) {
        promisedBytes = bytes;
        return this;
    }

    byte[] build() {
        int frames = samples[0].length;
        int sampleBytes = bits / 8;
        int frameBytes = sampleBytes * samples.length;
        int dataBytes = frames * frameBytes;
        long promised = promisedBytes < 0 ? dataBytes : promisedBytes;
        ByteBuffer out = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt((int) (36 + promised)).put(ascii("WAVE"));
        out.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) samples.length);
        out.putInt(sampleRateHz).putInt(sampleRateHz * frameBytes).putShort((short) frameBytes);
        out.putShort((short) bits).put(ascii("data")).putInt((int) promised);
        for (int frame = 0; frame < frames; frame++) {
            for (float[] channel : samples) {
                put(out, channel[frame]);
            }
        }
        return out.array();
    }

    private void put(ByteBuffer out, float sample) {
        long value = (long) Math.rint(sample * (double) (1L << (bits - 1)));
        if (bits == 8) {
            out.put((byte) (value + 128));
            return;
        }
        for (int shift = 0; shift < bits; shift += 8) {
            out.put((byte) (value >> shift));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Noise whose values lie on the grid of that many bits, the two extremes among them. */
    static float[] noise(int count, int gridBits, Random random) {
        int half = 1 << (gridBits - 1);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) (random.nextInt(2 * half) - half) / half;
        }
        noise[0] = -1;
        noise[count - 1] = (float) (half - 1) / half;
        return noise;
    }
}
