package io.speecheq.acoustics.features;

import java.util.Arrays;

/**
 * The one function that makes a frame of features out of samples, shared by {@link Fbank} and {@link OnlineFbank}: equal
 * samples give equal floats. Holds its scratch, so it allocates nothing per frame and belongs to one thread.
 */
final class FrameFunction {

    private final FrameTables tables;
    private final double[] points;
    private final double[] scratch;
    private final double[] power;

    FrameFunction(FeatureSpec spec) {
        tables = FrameTables.of(spec);
        points = new double[tables.spectrum().scratchLength()];
        scratch = new double[tables.spectrum().scratchLength()];
        power = new double[tables.spectrum().bins()];
    }

    /** Computes the bands of the frame that begins at {@code samples[from]} into {@code target} from {@code offset} on. */
    void compute(float[] samples, int from, float[] target, int offset) {
        double[] taper = tables.taper();
        for (int i = 0; i < taper.length; i++) {
            points[i] = samples[from + i] * taper[i];
        }
        Arrays.fill(points, taper.length, points.length, 0);
        tables.spectrum().compute(points, scratch, power);
        double floor = tables.spec().energyFloor();
        MelBands melBands = tables.melBands();
        for (int band = 0; band < melBands.count(); band++) {
            target[offset + band] = (float) Math.log(Math.max(melBands.energy(band, power), floor));
        }
    }
}
