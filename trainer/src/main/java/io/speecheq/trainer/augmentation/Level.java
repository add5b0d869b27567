package io.speecheq.trainer.augmentation;

/** How strong a sound is. */
final class Level {
    private Level() {}

    /** The sum of squares, summed in double; of a silent sound 0. */
    static double energy(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += (double) sample * sample;
        }
        return energy;
    }
}
