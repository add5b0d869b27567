package io.speecheq.trainer.training;

import io.speecheq.trainer.network.Weights;

/**
 * The mean of a network's values over the steps of its training, each step weighing {@code decay} times as much as the one after
 * it (Polyak and Juditsky 1992). In its first steps it forgets faster, {@code (1 + step) / (10 + step)}, so that it does not
 * remember the random start. Owned by the trainer; one thread.
 */
final class AveragedWeights {
    private final double decay;
    private float[] mean;

    /** Begins with a network as it is; a decay of 0 keeps nothing. */
    AveragedWeights(double decay, Weights start) {
        this.decay = decay;
        this.mean = decay > 0 ? start.snapshot() : new float[0];
    }

    /** Takes in the values after a step, counted from 0 over the run. */
    void follow(Weights weights, long step) {
        if (decay > 0) {
            float part = (float) (1 - Math.min(decay, (1.0 + step) / (10.0 + step)));
            float[] now = weights.snapshot();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += part * (now[i] - mean[i]);
            }
        }
    }

    /** Sets the network to the mean, where there is one. */
    void into(Weights weights) {
        if (decay > 0) {
            weights.restore(mean);
        }
    }

    /** Empty when nothing is kept. */
    float[] values() {
        return mean.clone();
    }

    void restore(float[] values) {
        mean = values.clone();
    }
}
