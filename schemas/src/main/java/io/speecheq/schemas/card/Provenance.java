package io.speecheq.schemas.card;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a network comes from: enough to train it again.
 *
 * @param commit of the code that trained it
 * @param options of the training run, by name; sorted
 */
public record Provenance(
        String commit, long seed, Map<String, String> options, String jdk, String os, Optional<Instant> trainedAt) {

    public Provenance {
        Checks.notBlank("provenance commit", commit);
        Checks.notBlank("provenance jdk", jdk);
        Checks.notBlank("provenance os", os);
        SortedMap<String, String> sorted = new TreeMap<>(options);
        options = Collections.unmodifiableSortedMap(sorted);
    }

    /** The provenance of something trained by this very process. */
    public static Provenance here(String commit, long seed, Map<String, String> options, Instant trainedAt) {
        return new Provenance(
                commit,
                seed,
                options,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Optional.of(trainedAt));
    }
}
