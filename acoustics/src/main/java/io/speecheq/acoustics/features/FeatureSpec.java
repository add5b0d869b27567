package io.speecheq.acoustics.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The definition of a log-mel feature: everything that decides its values. Model files, feature windows and model cards
 * carry its {@link #fingerprint()}, so features of one definition never reach a network of another.
 *
 * <p>Fixed and not fields: periodic Hamming taper over the frame, zero-padded to the transform; power spectrum; triangular
 * bands on the Slaney mel scale with Slaney area normalisation; natural logarithm.
 *
 * @param sampleRateHz rate of the mono samples, which lie in [-1, 1)
 * @param frameSamples length of an analysis frame
 * @param hopSamples step from one frame to the next, at most a frame
 * @param fftPoints length of the transform, a power of two, at least a frame
 * @param bands number of mel bands
 * @param lowHz lower edge of the lowest band
 * @param highHz upper edge of the highest band, at most half the sample rate
 * @param energyFloor smallest band energy the logarithm is taken of
 */
public record FeatureSpec(
        int sampleRateHz,
        int frameSamples,
        int hopSamples,
        int fftPoints,
        int bands,
        double lowHz,
        double highHz,
        double energyFloor) {

    private static final int SMALLEST_FFT = 16;
    private static final int LARGEST_FFT = 1 << 16;
    private static final FeatureSpec STANDARD = new FeatureSpec(16_000, 400, 160, 512, 80, 0, 8_000, 1e-10);

    public FeatureSpec {
        require(sampleRateHz > 0, "sampleRateHz must be positive, is " + sampleRateHz);
        require(
                fftPoints >= SMALLEST_FFT && fftPoints <= LARGEST_FFT && Integer.bitCount(fftPoints) == 1,
                "fftPoints must be a power of two from " + SMALLEST_FFT + " to " + LARGEST_FFT + ", is " + fftPoints);
        require(
                frameSamples > 0 && frameSamples <= fftPoints,
                "frameSamples must be from 1 to fftPoints " + fftPoints + ", is " + frameSamples);
        require(
                hopSamples > 0 && hopSamples <= frameSamples,
                "hopSamples must be from 1 to frameSamples " + frameSamples + ", is " + hopSamples);
        require(bands > 0 && bands <= fftPoints, "bands must be from 1 to fftPoints " + fftPoints + ", is " + bands);
        require(
                lowHz >= 0 && lowHz < highHz && highHz <= sampleRateHz / 2.0,
                "bands must lie within 0.." + sampleRateHz / 2.0 + " Hz, are " + lowHz + ".." + highHz);
        require(energyFloor > 0 && energyFloor < 1, "energyFloor must lie between 0 and 1, is " + energyFloor);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The definition that SpeechEQ's networks are trained on: 16 kHz, 25 ms frames every 10 ms, 80 bands over 0..8000 Hz. */
    public static FeatureSpec standard() {
        return STANDARD;
    }

    /** Number of whole frames in that many samples: none below one frame. */
    public int framesIn(long samples) {
        return samples < frameSamples ? 0 : Math.toIntExact(1 + (samples - frameSamples) / hopSamples);
    }

    /** Number of samples that this many frames cover: none for none. */
    public long samplesIn(int frames) {
        return frames == 0 ? 0 : (frames - 1L) * hopSamples + frameSamples;
    }

    /** The definition as one line of text; equal definitions and no others have equal text. */
    public String canonical() {
        return String.format(
                Locale.ROOT,
                "fbank/1 rate=%d frame=%d hop=%d fft=%d taper=hamming-periodic spectrum=power bands=%d scale=slaney"
                        + " norm=slaney low=%s high=%s log=natural floor=%s",
                sampleRateHz,
                frameSamples,
                hopSamples,
                fftPoints,
                bands,
                lowHz,
                highHz,
                energyFloor);
    }

    /** The first 16 hexadecimal digits of the SHA-256 of {@link #canonical()} in UTF-8. */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
