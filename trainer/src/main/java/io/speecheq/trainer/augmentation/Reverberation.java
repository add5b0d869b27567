package io.speecheq.trainer.augmentation;

import java.util.Random;

/** What a room does to speech of 16 kHz: convolution with the room's impulse response, at the level that the speech had. */
final class Reverberation {
    private static final int RATE_HZ = 16000;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 0.7;
    private static final double LOWEST_DIRECT_DECIBELS = 0;
    private static final double HIGHEST_DIRECT_DECIBELS = 12;
    /** 2.5 ms: what arrives sooner counts as the direct path. */
    private static final int DIRECT_SAMPLES = 40;

    private Reverberation() {}

    /**
     * A made-up impulse response: the direct path, 1, then Gaussian noise that falls by 60 dB within 0.1 to 0.7 s (Polack, La
     * transmission de l'énergie sonore dans les salles, 1988). The direct path has 0 to 12 dB more energy than the noise: a
     * speaker nearer than the distance at which both are equal.
     */
    static float[] drawImpulse(Random random) {
        double seconds = SHORTEST_SECONDS + (LONGEST_SECONDS - SHORTEST_SECONDS) * random.nextDouble();
        double directDecibels =
                LOWEST_DIRECT_DECIBELS + (HIGHEST_DIRECT_DECIBELS - LOWEST_DIRECT_DECIBELS) * random.nextDouble();
        float[] impulse = new float[(int) (seconds * RATE_HZ)];
        double decay = Math.pow(10, -3 / (seconds * RATE_HZ));
        double envelope = 1;
        for (int i = DIRECT_SAMPLES; i < impulse.length; i++) {
            impulse[i] = (float) (envelope * random.nextGaussian());
            envelope *= decay;
        }
        float gain = (float) (Math.pow(10, -directDecibels / 20) / Math.sqrt(Level.energy(impulse)));
        for (int i = DIRECT_SAMPLES; i < impulse.length; i++) {
            impulse[i] *= gain;
        }
        impulse[0] = 1;
        return impulse;
    }

    /** As many samples as before, of the same energy; what rings on after the last is cut. */
    static float[] reverberated(float[] samples, float[] impulse) {
        float[] heard = Convolution.of(samples, impulse);
        double energy = Level.energy(heard);
        float gain = energy > 0 ? (float) Math.sqrt(Level.energy(samples) / energy) : 0;
        for (int i = 0; i < heard.length; i++) {
            heard[i] *= gain;
        }
        return heard;
    }
}
