package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.augmentation.SoundAugmentation;
import io.speecheq.trainer.corpus.LabelledClip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** Clips whose sound is changed each time that they are heard; their files are read each time. Any number of threads may ask. */
public record AugmentedSound(SoundAugmentation augmentation, FeatureSpec spec) {
    /** Log-mel of the changed sound, {@code [frames][80]}; which change it is follows from {@code random}. */
    public FrameMatrix hear(LabelledClip clip, Random random) {
        try {
            float[] samples = MonoSound.read(clip.path(), spec.sampleRateHz());
            return new Fbank(spec).compute(augmentation.apply(samples, random));
        } catch (IOException e) {
            throw new UncheckedIOException(clip.path() + " cannot be read any more; put it back and go on", e);
        }
    }
}
