package io.speecheq.app.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each kind of problem was met, with the first few of each in words; one thread. */
public final class Problems {

    /** So many of a kind are told one by one. */
    static final int MOST_LINES = 10;

    private final Map<Problem, List<String>> lines = new EnumMap<>(Problem.class);
    private final Map<Problem, Long> counts = new EnumMap<>(Problem.class);

    void add(Problem kind, String line) {
        counts.merge(kind, 1L, Long::sum);
        List<String> told = lines.computeIfAbsent(kind, key -> new ArrayList<>());
        if (told.size() < MOST_LINES) {
            told.add(line);
        }
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How many there were of that kind. */
    public long count(Problem kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** The first of that kind, ten at most. */
    public List<String> lines(Problem kind) {
        return List.copyOf(lines.getOrDefault(kind, List.of()));
    }
}
