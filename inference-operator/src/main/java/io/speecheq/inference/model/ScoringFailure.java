package io.speecheq.inference.model;

import java.util.function.Function;

/** The network failed on this window, or gave values that cannot be; other windows are not touched by it. */
public record ScoringFailure(String reason) implements WindowScore {

    @Override
    public <R> R fold(Function<Assessment, R> whenAssessed, Function<ScoringFailure, R> whenFailed) {
        return whenFailed.apply(this);
    }
}
