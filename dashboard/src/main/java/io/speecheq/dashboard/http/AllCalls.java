package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.dashboard.calls.NotReadyException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of all instances: a list is the union of their shares, a single call is asked of the instance that has it.
 * An instance that does not answer, or cannot be asked, is named in the list.
 */
final class AllCalls implements CallBook {

    private static final Logger LOG = LoggerFactory.getLogger(AllCalls.class);

    private static final Comparator<ObjectNode> NEWEST_CALL_FIRST = Comparator.comparing(
                    (ObjectNode call) -> call.path("callStart").longValue())
            .reversed()
            .thenComparing(call -> call.path("callId").asText());

    private static final Comparator<ObjectNode> NEWEST_ALERT_FIRST = Comparator.comparing(
                    (ObjectNode alert) -> alert.path("callStart").longValue()
                            + alert.path("fromMillis").longValue())
            .reversed();

    private final CallBook own;
    private final Instances instances;
    private final Peers peers;

    AllCalls(CallBook own, Instances instances, Peers peers) {
        this.own = own;
        this.instances = instances;
        this.peers = peers;
    }

    @Override
    public Listing calls() throws NotReadyException {
        return union("calls", own.calls(), NEWEST_CALL_FIRST);
    }

    @Override
    public Listing alerts() throws NotReadyException {
        return union("alerts", own.alerts(), NEWEST_ALERT_FIRST);
    }

    @Override
    public Optional<ObjectNode> call(String callId) throws NotReadyException {
        Optional<String> owner = instances.ownerOf(callId);
        return owner.isEmpty() ? own.call(callId) : ask(owner.get(), path(callId));
    }

    @Override
    public Optional<ObjectNode> windows(String callId, WindowRange range) throws NotReadyException {
        Optional<String> owner = instances.ownerOf(callId);
        String channel =
                range.channel().map(name -> "&channel=" + encoded(name)).orElse("");
        return owner.isEmpty()
                ? own.windows(callId, range)
                : ask(owner.get(), path(callId) + "/windows?from=" + range.from() + "&limit=" + range.most() + channel);
    }

    private Optional<ObjectNode> ask(String instance, String path) throws NotReadyException {
        try {
            return peers.get(instance, path).join();
        } catch (CompletionException e) {
            LOG.warn("instance {} does not answer", instance, e);
            throw new NotReadyException("the instance that has this call does not answer: " + instance);
        }
    }

    private Listing union(String name, Listing mine, Comparator<ObjectNode> order) {
        List<String> others = instances.others();
        List<String> outOfReach = instances.outOfReach();
        if (others.isEmpty()) {
            return new Listing(mine.items(), List.of(), outOfReach);
        }
        Map<String, CompletableFuture<Optional<ObjectNode>>> asked = new LinkedHashMap<>();
        others.forEach(instance -> asked.put(instance, peers.get(instance, "/api/" + name)));
        List<ObjectNode> items = new ArrayList<>(mine.items());
        List<String> unanswered = new ArrayList<>();
        asked.forEach((instance, answer) -> {
            try {
                answer.join().ifPresent(share -> add(share.path(name), items));
            } catch (CompletionException e) {
                LOG.debug("instance {} does not answer", instance, e);
                unanswered.add(instance);
            }
        });
        items.sort(order);
        return new Listing(items, unanswered, outOfReach);
    }

    private static void add(JsonNode share, List<ObjectNode> items) {
        for (JsonNode item : share) {
            if (item instanceof ObjectNode object) {
                items.add(object);
            }
        }
    }

    private static String path(String callId) {
        return "/api/calls/" + encoded(callId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
