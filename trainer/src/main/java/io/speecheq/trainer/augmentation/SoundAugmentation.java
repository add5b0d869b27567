package io.speecheq.trainer.augmentation;

import java.util.Random;

/**
 * Random changes to a clip of 16 kHz: speed, pitch, room, noise, telephone, in that order. What is drawn follows from the
 * random source alone. Stateless: any number of threads may share one.
 */
public final class SoundAugmentation {
    private static final int SHORTEST_SAMPLES = 400;
    private static final float LARGEST = 32767 / 32768f;

    private final AugmentationOptions options;
    private final Sounds noises;
    private final Sounds impulses;

    /** Noise and rooms are generated. */
    public SoundAugmentation(AugmentationOptions options) {
        this(options, Sounds.none(), Sounds.none());
    }

    /** Noise and rooms are those recorded; where there are none, generated. */
    public SoundAugmentation(AugmentationOptions options, Sounds noises, Sounds impulses) {
        this.options = options;
        this.noises = noises;
        this.impulses = impulses;
    }

    /** The changed samples in [-1, 1): as many as before unless the speed changed. Under 25 ms nothing changes. */
    public float[] apply(float[] samples, Random random) {
        float[] sound = samples.clone();
        if (sound.length < SHORTEST_SAMPLES || options.changesNothing()) {
            return sound;
        }
        if (random.nextDouble() < options.speed()) {
            sound = TimeStretch.stretch(sound, between(options.slowest(), options.fastest(), random));
        }
        if (random.nextDouble() < options.pitch()) {
            sound = pitched(sound, between(-options.semitones(), options.semitones(), random));
        }
        if (random.nextDouble() < options.reverberation()) {
            float[] impulse = impulses.isEmpty() ? Reverberation.drawImpulse(random) : impulses.draw(random);
            sound = Reverberation.reverberated(sound, impulse);
        }
        if (random.nextDouble() < options.noise()) {
            double snrDecibels = between(options.lowestSnr(), options.highestSnr(), random);
            Noise.add(sound, Noise.draw(sound.length, noises, random), snrDecibels);
        }
        if (random.nextDouble() < options.telephone()) {
            sound = Telephone.draw(random).carry(sound);
        }
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Float.isNaN(sound[i]) ? 0 : Math.max(-1, Math.min(LARGEST, sound[i]));
        }
        return sound;
    }

    private static double between(double low, double high, Random random) {
        return low + (high - low) * random.nextDouble();
    }

    /** Stretched, then played faster by the same ratio; as many samples as before. */
    static float[] pitched(float[] samples, double semitones) {
        double ratio = Math.pow(2, semitones / 12);
        return Playback.play(TimeStretch.stretch(samples, 1 / ratio), ratio, samples.length);
    }
}
