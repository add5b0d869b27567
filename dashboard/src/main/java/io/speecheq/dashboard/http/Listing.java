package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a list holds, and who did not contribute.
 *
 * @param unanswered instances, host:port, whose share is missing
 */
record Listing(List<ObjectNode> items, List<String> unanswered) {

    Listing {
        items = List.copyOf(items);
        unanswered = List.copyOf(unanswered);
    }

    static Listing of(List<ObjectNode> items) {
        return new Listing(items, List.of());
    }
}
