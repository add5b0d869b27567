package io.speecheq.trainer.export;

/** How a file keeps the weights of convolutions and recurrences, and so how exactly it gives what the network gives. */
public enum Precision {
    /** 32 bits: equal within {@code 1e-5 · max(1, |reference|)}. */
    FP32 {
        @Override
        float allowed(float reference, float range) {
            return 1e-5f * Math.max(1, Math.abs(reference));
        }
    },
    /** 16 bits, for GPUs: half the size; scores within 5e-3, intensity within 2e-2, which is the same share of its range. */
    FP16 {
        @Override
        float allowed(float reference, float range) {
            return 5e-3f * range;
        }
    };

    /**
     * How far a value may be from the reference.
     *
     * @param range from the smallest to the greatest value that there can be: 1 for scores, 4 for intensity
     */
    abstract float allowed(float reference, float range);
}
