package io.speecheq.trainer.features;

import io.speecheq.acoustics.features.FrameMatrix;

/** A clip's log-mel features in every condition, {@code [frames][80]}; as many frames in each. Any number of threads may ask. */
sealed interface ClipFeatures permits HeldFeatures, FeaturesOnDemand {
    int frames();

    FrameMatrix in(Condition condition);
}
