package io.speecheq.acoustics.pcm;

import java.util.Objects;

/** Samples in [-1, 1) to bytes: rounded to the nearest 16-bit value, clipped where they are louder, then companded. */
public final class PcmEncoder {

    private PcmEncoder() {}

    public static byte[] encode(PcmEncoding encoding, float[] samples) {
        return encode(encoding, samples, 0, samples.length);
    }

    /** Encodes {@code samples[from..to)}. */
    public static byte[] encode(PcmEncoding encoding, float[] samples, int from, int to) {
        Objects.checkFromToIndex(from, to, samples.length);
        byte[] bytes = new byte[Math.multiplyExact(to - from, encoding.bytesPerSample())];
        for (int i = from; i < to; i++) {
            short value = toShort(samples[i]);
            int at = (i - from) * encoding.bytesPerSample();
            switch (encoding) {
                case PCM_S16LE -> {
                    bytes[at] = (byte) value;
                    bytes[at + 1] = (byte) (value >> 8);
                }
                case PCMU -> bytes[at] = G711.encodeMu(value);
                case PCMA -> bytes[at] = G711.encodeA(value);
            }
        }
        return bytes;
    }

    /** The 16-bit value nearest to a sample; silence for NaN. */
    public static short toShort(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32768f)));
    }
}
