package io.speecheq.trainer.training;

import java.util.Optional;

/**
 * What one step learns from: clips with an emotion (and a gender, an intensity, a text where they have one), and spoken clips
 * for the phoneme task alone.
 */
record TrainingStep(MiniBatch emotional, Optional<MiniBatch> spoken) {}
