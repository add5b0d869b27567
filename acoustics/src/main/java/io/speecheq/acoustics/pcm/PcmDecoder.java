package io.speecheq.acoustics.pcm;

import java.nio.ByteBuffer;

/** Bytes to samples in [-1, 1): a sample is its 16-bit value / 32768, exactly. */
public final class PcmDecoder {

    private static final float SCALE = 1 / 32768f;

    private PcmDecoder() {}

    /** Decodes all of the bytes; throws if they end within a sample ({@link PcmEncoding#endsOnSample}). */
    public static float[] decode(PcmEncoding encoding, byte[] bytes) {
        return decode(encoding, ByteBuffer.wrap(bytes));
    }

    /** Decodes what remains in the buffer, whose position stays; throws if it ends within a sample. */
    public static float[] decode(PcmEncoding encoding, ByteBuffer bytes) {
        float[] samples = new float[encoding.samplesIn(bytes.remaining())];
        int first = bytes.position();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = SCALE
                    * switch (encoding) {
                        case PCM_S16LE ->
                            (short) ((bytes.get(first + 2 * i) & 0xFF) | (bytes.get(first + 2 * i + 1) << 8));
                        case PCMU -> G711.decodeMu(bytes.get(first + i));
                        case PCMA -> G711.decodeA(bytes.get(first + i));
                    };
        }
        return samples;
    }
}
