package io.speecheq.app.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Books the last that was told of each call, and tells whether it fits the ends of the call's channels. One thread. */
final class CallBook {

    private final Map<String, LedgerCall> newest = new HashMap<>();

    /** Takes a record; the one that comes last is the one that consumers go by. */
    void accept(LedgerCall call) {
        newest.put(call.callId(), call);
    }

    void forget(String callId) {
        newest.remove(callId);
    }

    /**
     * Holds a call against its channels, all of which have ended.
     *
     * @param channels those whose end is told, of every call under that id
     */
    void settle(String callId, List<OpenAccount> channels, LedgerRules rules, Problems problems) {
        LedgerCall told = newest.get(callId);
        if (told == null || !told.isFinal()) {
            if (!rules.isOpenAllowed()) {
                problems.add(
                        Problem.CALL_NEVER_ENDED,
                        callId + ": its channels have ended, but "
                                + (told == null
                                        ? "nothing is told of it"
                                        : "revision " + told.revision() + " is its last"));
            }
            return;
        }
        Set<String> names = new HashSet<>();
        // Under a name that comes twice, the call's record tells of one of them, or of both as one.
        if (channels.stream().allMatch(channel -> names.add(channel.name()))) {
            channels.forEach(channel -> compare(told, channel, problems));
        }
    }

    private static void compare(LedgerCall told, OpenAccount channel, Problems problems) {
        Integer windows = told.windows().get(channel.name());
        if (windows == null) {
            problems.add(Problem.CALL_DISAGREES, told.callId() + " tells nothing of " + channel.name());
        } else if (windows != channel.toldWindows()) {
            problems.add(
                    Problem.CALL_DISAGREES,
                    told.callId() + " tells of " + windows + " windows of " + channel.name() + ", its trajectory of "
                            + channel.toldWindows());
        }
    }
}
