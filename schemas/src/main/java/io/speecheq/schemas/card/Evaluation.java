package io.speecheq.schemas.card;

import java.util.List;

/**
 * How well a network does, and how that was found out.
 *
 * @param protocol in words: split, folds, seeds, what was held out, what an interval is
 * @param results in the order they are to be told
 */
public record Evaluation(String protocol, List<Measurement> results) {

    public Evaluation {
        Checks.notBlank("evaluation protocol", protocol);
        results = List.copyOf(results);
    }
}
