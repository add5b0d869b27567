package io.speecheq.acoustics.features;

/**
 * Triangular bands over a power spectrum, equally spaced on the Slaney mel scale and each of unit area in Hz (Slaney, Auditory
 * Toolbox, 1998; as librosa's {@code filters.mel(htk=False, norm="slaney")}). Only the non-zero weights are held. Immutable.
 */
final class MelBands {

    /** Below this the scale is linear, 200/3 Hz a mel; above it logarithmic, 27 mels for a factor of 6.4. */
    private static final double LINEAR_UNTIL_HZ = 1000;

    private static final double LINEAR_HZ_PER_MEL = 200.0 / 3;
    private static final double LOG_STEP = StrictMath.log(6.4) / 27;
    private static final double LINEAR_UNTIL_MEL = LINEAR_UNTIL_HZ / LINEAR_HZ_PER_MEL;

    private final int[] firstBins;
    private final double[][] weights;

    MelBands(FeatureSpec spec) {
        firstBins = new int[spec.bands()];
        weights = new double[spec.bands()][];
        double lowMel = mel(spec.lowHz());
        double stepMel = (mel(spec.highHz()) - lowMel) / (spec.bands() + 1);
        double binHz = (double) spec.sampleRateHz() / spec.fftPoints();
        int lastBin = spec.fftPoints() / 2;
        for (int band = 0; band < spec.bands(); band++) {
            double left = hertz(lowMel + band * stepMel);
            double centre = hertz(lowMel + (band + 1) * stepMel);
            double right = hertz(lowMel + (band + 2) * stepMel);
            int first = (int) Math.floor(left / binHz) + 1;
            int beyond = Math.min((int) Math.ceil(right / binHz), lastBin + 1);
            firstBins[band] = first;
            weights[band] = new double[Math.max(beyond - first, 0)];
            for (int i = 0; i < weights[band].length; i++) {
                double hz = (first + i) * binHz;
                double triangle = Math.min((hz - left) / (centre - left), (right - hz) / (right - centre));
                weights[band][i] = Math.max(triangle, 0) * 2 / (right - left);
            }
        }
    }

    int count() {
        return weights.length;
    }

    /** The energy of one band. */
    double energy(int band, double[] power) {
        double[] weight = weights[band];
        int first = firstBins[band];
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * power[first + i];
        }
        return sum;
    }

    private static double mel(double hertz) {
        return hertz < LINEAR_UNTIL_HZ
                ? hertz / LINEAR_HZ_PER_MEL
                : LINEAR_UNTIL_MEL + StrictMath.log(hertz / LINEAR_UNTIL_HZ) / LOG_STEP;
    }

    private static double hertz(double mel) {
        return mel < LINEAR_UNTIL_MEL
                ? mel * LINEAR_HZ_PER_MEL
                : LINEAR_UNTIL_HZ * StrictMath.exp(LOG_STEP * (mel - LINEAR_UNTIL_MEL));
    }
}
