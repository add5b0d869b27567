package io.speecheq.trainer.augmentation;

/**
 * How often a clip gets each change, as a share in [0, 1], and how strong it is then, drawn evenly from a range.
 *
 * @param pitch share whose pitch is moved, duration kept
 * @param semitones the furthest that pitch moves, up or down, 0..12
 * @param speed share that is spoken faster or slower, pitch kept: pitch is a change of its own
 * @param slowest, fastest the range of speeds, 0.5..2
 * @param noise share mixed with noise
 * @param lowestSnr, highestSnr the range of speech to noise in decibels, -20..100
 * @param reverberation share heard in a room
 * @param telephone share heard through a telephone
 */
public record AugmentationOptions(
        double pitch,
        double semitones,
        double speed,
        double slowest,
        double fastest,
        double noise,
        double lowestSnr,
        double highestSnr,
        double reverberation,
        double telephone) {
    public AugmentationOptions {
        within("pitch", pitch, 0, 1);
        within("semitones", semitones, 0, 12);
        within("speed", speed, 0, 1);
        within("slowest", slowest, 0.5, 2);
        within("fastest", fastest, slowest, 2);
        within("noise", noise, 0, 1);
        within("lowestSnr", lowestSnr, -20, 100);
        within("highestSnr", highestSnr, lowestSnr, 100);
        within("reverberation", reverberation, 0, 1);
        within("telephone", telephone, 0, 1);
    }

    private static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException("%s must lie in %s..%s, not at %s".formatted(name, low, high, value));
        }
    }

    /** Clips as they are. */
    public static AugmentationOptions none() {
        return new AugmentationOptions(0, 3, 0, 0.8, 1.3, 0, 10, 25, 0, 0);
    }

    /** The paper's changes, each to half of the clips; the share is ours. */
    public static AugmentationOptions paper() {
        return new AugmentationOptions(0.5, 3, 0.5, 0.8, 1.3, 0.5, 10, 25, 0.5, 0);
    }

    /** Whether no clip is changed; a method of another name would become a JSON property. */
    public boolean changesNothing() {
        return pitch + speed + noise + reverberation + telephone == 0;
    }
}
