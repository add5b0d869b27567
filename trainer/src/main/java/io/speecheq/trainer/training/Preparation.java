package io.speecheq.trainer.training;

import io.speecheq.trainer.augmentation.AugmentationOptions;
import io.speecheq.trainer.augmentation.SoundAugmentation;
import io.speecheq.trainer.augmentation.Sounds;

/**
 * With what clips are made ready for the network.
 *
 * @param workers threads that do so ahead of their use, 0 for none; the result does not depend on them
 * @param noises to mix in, and {@code impulses} of rooms, where the recipe asks for them; without any they are generated
 */
public record Preparation(int workers, Sounds noises, Sounds impulses) {
    public Preparation {
        if (workers < 0) {
            throw new IllegalArgumentException("there cannot be " + workers + " workers");
        }
    }

    /** One worker, and no recordings. */
    public static Preparation plain() {
        return new Preparation(1, Sounds.none(), Sounds.none());
    }

    SoundAugmentation augmentation(AugmentationOptions options) {
        return new SoundAugmentation(options, noises, impulses);
    }
}
