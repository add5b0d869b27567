package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Features that are computed from the file each time they are asked for: those of the clips that memory has no room for. */
record FeaturesOnDemand(Path path, FeatureSpec spec, int frames) implements ClipFeatures {
    @Override
    public FrameMatrix in(Condition condition) {
        try {
            float[] samples = MonoSound.read(path, spec.sampleRateHz());
            return new Fbank(spec)
                    .compute(
                            condition == Condition.CLEAN ? samples : TelephoneLine.carry(samples, spec.sampleRateHz()));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read any more; put it back and go on", e);
        }
    }
}
