package io.speecheq.trainer.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one step learns from: clips with an emotion (and a gender, an intensity, a text where they have one), and spoken clips
 * for the phoneme task alone.
 */
record TrainingStep(MiniBatch emotional, Optional<MiniBatch> spoken) {
    /** The files of the step, for a message. */
    List<String> names() {
        return Stream.concat(emotional.names().stream(), spoken.stream().flatMap(batch -> batch.names().stream()))
                .toList();
    }
}
