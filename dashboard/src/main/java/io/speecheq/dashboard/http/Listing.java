package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a list holds, and whose share it lacks.
 *
 * @param unanswered who did not answer this time: instances, host:port, and the history
 * @param outOfReach who cannot be asked at all, in words for a person
 */
record Listing(List<ObjectNode> items, List<String> unanswered, List<String> outOfReach) {

    Listing {
        items = List.copyOf(items);
        unanswered = List.copyOf(unanswered);
        outOfReach = List.copyOf(outOfReach);
    }

    static Listing of(List<ObjectNode> items) {
        return new Listing(items, List.of(), List.of());
    }

    /** With these in place of its items. */
    Listing holding(List<ObjectNode> others) {
        return new Listing(others, unanswered, outOfReach);
    }

    /** All whose share is missing. */
    List<String> missing() {
        return Stream.concat(unanswered.stream(), outOfReach.stream()).toList();
    }
}
