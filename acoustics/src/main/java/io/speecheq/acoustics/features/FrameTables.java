package io.speecheq.acoustics.features;

/** Everything about a {@link FeatureSpec} that is computed once: taper, transform and bands. Immutable and shared by threads. */
final class FrameTables {

    private static final FrameTables STANDARD = new FrameTables(FeatureSpec.standard());

    private final FeatureSpec spec;
    private final double[] taper;
    private final PowerSpectrum spectrum;
    private final MelBands melBands;

    private FrameTables(FeatureSpec spec) {
        this.spec = spec;
        this.taper = periodicHamming(spec.frameSamples());
        this.spectrum = new PowerSpectrum(spec.fftPoints());
        this.melBands = new MelBands(spec);
    }

    /** The tables of that definition; those of the standard one exist once, since every channel of every call uses them. */
    static FrameTables of(FeatureSpec spec) {
        return spec.equals(STANDARD.spec) ? STANDARD : new FrameTables(spec);
    }

    private static double[] periodicHamming(int length) {
        double[] taper = new double[length];
        for (int i = 0; i < length; i++) {
            taper[i] = 0.54 - 0.46 * StrictMath.cos(2 * Math.PI * i / length);
        }
        return taper;
    }

    FeatureSpec spec() {
        return spec;
    }

    double[] taper() {
        return taper;
    }

    PowerSpectrum spectrum() {
        return spectrum;
    }

    MelBands melBands() {
        return melBands;
    }
}
