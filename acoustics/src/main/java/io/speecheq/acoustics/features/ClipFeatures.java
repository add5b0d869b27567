package io.speecheq.acoustics.features;

import io.speecheq.acoustics.resample.Resampler;

/**
 * Log-mel features of a whole clip at any sample rate: {@link Resampler}, then {@link Fbank}. The same floats as a stream gets
 * that sends the clip through a resampler and an {@link OnlineFbank} in pieces. Immutable: any number of threads may share one.
 */
public final class ClipFeatures {

    private final Fbank fbank;

    public ClipFeatures(FeatureSpec spec) {
        this.fbank = new Fbank(spec);
    }

    public FeatureSpec spec() {
        return fbank.spec();
    }

    /**
     * Computes every whole frame of a mono clip in [-1, 1).
     *
     * @return {@code [frames][bands]}, natural-log mel energies
     */
    public FrameMatrix compute(float[] samples, int sampleRateHz) {
        return fbank.compute(Resampler.resample(samples, sampleRateHz, spec().sampleRateHz()));
    }
}
