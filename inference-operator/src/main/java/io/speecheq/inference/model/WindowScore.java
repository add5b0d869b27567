package io.speecheq.inference.model;

import java.util.Optional;
import java.util.function.Function;

/** What the network said about one window: an {@link Assessment}, or nothing that can be believed. */
public sealed interface WindowScore permits Assessment, ScoringFailure {

    <R> R fold(Function<Assessment, R> whenAssessed, Function<ScoringFailure, R> whenFailed);

    /** What went wrong, if the window has no assessment. */
    default Optional<ScoringFailure> failure() {
        return fold(assessed -> Optional.empty(), Optional::of);
    }
}
