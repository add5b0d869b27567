package io.speecheq.dashboard.http;

import io.speecheq.dashboard.calls.CallsView;
import io.speecheq.dashboard.calls.LiveCall;
import io.speecheq.dashboard.calls.NotReadyException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** From a path to its answer; thread-safe. */
final class Routes {

    private static final String CALLS = "/api/calls";
    private static final int LONGEST_ID = 256;

    private final CallsView calls;
    private final Supplier<Health> health;
    private final Page page = new Page();

    Routes(CallsView calls, Supplier<Health> health) {
        this.calls = calls;
        this.health = health;
    }

    /**
     * @param rawPath as it stands in the request, still percent-encoded: an encoded slash belongs to an id
     */
    Answer answer(String rawPath) {
        try {
            if (rawPath.equals(CALLS)) {
                return Answer.json(200, CallJson.calls(calls.calls()));
            } else if (rawPath.startsWith(CALLS + "/")) {
                return call(rawPath.substring(CALLS.length() + 1));
            } else if (rawPath.equals("/healthz")) {
                Health now = health.get();
                return Answer.json(now.isUp() ? 200 : 503, CallJson.health(now.isUp(), now.streams()));
            }
            return page.at(rawPath).orElseGet(() -> Answer.error(404, "no such page"));
        } catch (NotReadyException e) {
            return Answer.error(503, "the calls are being loaded; ask again in a moment");
        }
    }

    private Answer call(String encodedId) throws NotReadyException {
        String callId;
        try {
            callId = URLDecoder.decode(encodedId.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "the call id is not percent-encoded UTF-8");
        }
        boolean canBe = !encodedId.contains("/") && !callId.isEmpty() && callId.length() <= LONGEST_ID;
        Optional<LiveCall> call = canBe ? calls.call(callId) : Optional.empty();
        return call.isEmpty()
                ? Answer.error(404, "no such call, or it ended too long ago")
                : Answer.json(200, CallJson.call(call.get(), calls.trajectories(call.get())));
    }
}
