package io.speecheq.acoustics.pcm;

/**
 * The companding laws of ITU-T G.711 between 16-bit samples and 8-bit codes, as in the ITU's own software tools (G.191, module
 * g711): mu-law's 14 and A-law's 13 significant bits are the upper bits of the 16. A sample is coded by the interval between
 * the recommendation's decision values that it lies in, a code decodes to the recommendation's value for its interval. A
 * sample exactly on a decision value goes away from zero if it is positive and towards it if negative.
 */
public final class G711 {

    /** Mu-law's magnitudes are shifted by this (in 14 bits) so that every segment begins at a power of two. */
    private static final int MU_BIAS = 33;

    private static final int MU_LARGEST = 0x1FFF;
    /** A-law codes travel with every other bit inverted. */
    private static final int A_TOGGLE = 0x55;

    private static final int SIGN = 0x80;
    private static final short[] MU_TO_LINEAR = new short[256];
    private static final short[] A_TO_LINEAR = new short[256];
    private static final byte[] LINEAR_TO_MU = new byte[1 << 16];
    private static final byte[] LINEAR_TO_A = new byte[1 << 16];

    static {
        for (int code = 0; code < 256; code++) {
            MU_TO_LINEAR[code] = (short) expandMu(code);
            A_TO_LINEAR[code] = (short) expandA(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            LINEAR_TO_MU[sample & 0xFFFF] = (byte) compressMu(sample);
            LINEAR_TO_A[sample & 0xFFFF] = (byte) compressA(sample);
        }
    }

    private G711() {}

    /** The sample that a mu-law code stands for, within +-32124. */
    public static short decodeMu(byte code) {
        return MU_TO_LINEAR[code & 0xFF];
    }

    /** The sample that an A-law code stands for, within +-32256. */
    public static short decodeA(byte code) {
        return A_TO_LINEAR[code & 0xFF];
    }

    public static byte encodeMu(short sample) {
        return LINEAR_TO_MU[sample & 0xFFFF];
    }

    public static byte encodeA(short sample) {
        return LINEAR_TO_A[sample & 0xFFFF];
    }

    private static int expandMu(int code) {
        int inverted = ~code;
        int segment = (inverted >> 4) & 7;
        int magnitude = (((inverted & 15) * 2 + MU_BIAS) << segment) - MU_BIAS;
        return (inverted & SIGN) == 0 ? magnitude * 4 : -magnitude * 4;
    }

    private static int expandA(int code) {
        int plain = code ^ A_TOGGLE;
        int segment = (plain >> 4) & 7;
        int steps = (plain & 15) * 2 + 1;
        int magnitude = segment == 0 ? steps : (steps + 32) << (segment - 1);
        return (plain & SIGN) != 0 ? magnitude * 8 : -magnitude * 8;
    }

    private static int compressMu(int sample) {
        boolean isNegative = sample < 0;
        int biased = Math.min(((isNegative ? ~sample : sample) >> 2) + MU_BIAS, MU_LARGEST);
        int segment = Math.max(26 - Integer.numberOfLeadingZeros(biased), 0);
        int code = (segment << 4) | ((biased >> (segment + 1)) & 15);
        return ~(isNegative ? code | SIGN : code);
    }

    private static int compressA(int sample) {
        boolean isNegative = sample < 0;
        int magnitude = (isNegative ? ~sample : sample) >> 4;
        int segment = Math.max(28 - Integer.numberOfLeadingZeros(magnitude), 0);
        int code = (segment << 4) | ((segment == 0 ? magnitude : magnitude >> (segment - 1)) & 15);
        return (isNegative ? code : code | SIGN) ^ A_TOGGLE;
    }
}
