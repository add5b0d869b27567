package io.speecheq.acoustics.recording;

import io.speecheq.acoustics.pcm.G711;

/**
 * How one sample is stored, and its value in [-1, 1). Integers fill their bytes from the top (12 bits in two bytes are shifted
 * up by four), as WAV and AIFF define it.
 *
 * @param bytes length of a sample
 */
record SampleCoding(Kind kind, int bytes, boolean isBigEndian) {

    enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        MU_LAW,
        A_LAW
    }

    private static final float LARGEST = Math.nextDown(1f);

    /** Whether samples of that kind and length can be read. */
    boolean isReadable() {
        return switch (kind) {
            case SIGNED, UNSIGNED -> bytes >= 1 && bytes <= 4;
            case FLOAT -> bytes == Float.BYTES || bytes == Double.BYTES;
            case MU_LAW, A_LAW -> bytes == 1;
        };
    }

    /** The sample at {@code block[at]}; a float louder than 1 is clipped, and one that is not a number is silence. */
    float decode(byte[] block, int at) {
        return switch (kind) {
            case SIGNED -> scaled(bits(block, at) << (64 - 8 * bytes));
            case UNSIGNED -> scaled((bits(block, at) << (64 - 8 * bytes)) + Long.MIN_VALUE);
            case FLOAT ->
                clipped(
                        bytes == Float.BYTES
                                ? Float.intBitsToFloat((int) bits(block, at))
                                : Double.longBitsToDouble(bits(block, at)));
            case MU_LAW -> G711.decodeMu(block[at]) / 32768f;
            case A_LAW -> G711.decodeA(block[at]) / 32768f;
        };
    }

    /** A signed value whose sign is the topmost of 64 bits, as a fraction; the largest of 32 bits would round up to 1. */
    private static float scaled(long topAligned) {
        return Math.min((float) (topAligned * 0x1p-63), LARGEST);
    }

    private static float clipped(double sample) {
        return Double.isNaN(sample) ? 0 : (float) Math.max(-1, Math.min(LARGEST, sample));
    }

    private long bits(byte[] block, int at) {
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits = (bits << 8) | (block[at + (isBigEndian ? i : bytes - 1 - i)] & 0xFF);
        }
        return bits;
    }
}
