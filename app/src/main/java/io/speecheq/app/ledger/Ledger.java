package io.speecheq.app.ledger;

import io.speecheq.schemas.topic.TrajectoryKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Books windows, trajectories and calls, in the order of their topics, and tells what is wrong: every index of a channel from 0 to n - 1 once, with one
 * value, an end that fits, and a call that has ended with its channels. Keeps 20 bytes a window. One thread.
 */
final class Ledger {

    private final LedgerRules rules;
    private final Problems problems;
    private final Map<ChannelAccount, OpenAccount> accounts = new LinkedHashMap<>();
    private final Map<TrajectoryKey, Long> newestStartMillis = new HashMap<>();
    private final Set<TrajectoryKey> forgotten = new HashSet<>();
    private final CallBook callBook = new CallBook();
    private long records;

    private record CallBegin(String callId, long startMillis) {}

    Ledger(LedgerRules rules, Problems problems) {
        this.rules = rules;
        this.problems = problems;
    }

    void accept(LedgerWindow window) {
        records++;
        account(window.account()).accept(window, rules, problems);
    }

    void accept(LedgerTrajectory trajectory) {
        ChannelAccount of = trajectory.account();
        newestStartMillis.put(name(of), of.callStartMillis());
        forgotten.remove(name(of));
        account(of).accept(trajectory, problems);
    }

    void accept(LedgerCall call) {
        callBook.accept(call);
    }

    /** Takes a tombstone: whatever was told of the channel before is as if it never was, and its windows need no end. */
    void forgetChannel(TrajectoryKey channel) {
        forgotten.add(channel);
        newestStartMillis.remove(channel);
        accounts.forEach((key, account) -> {
            if (name(key).equals(channel)) {
                account.forget();
            }
        });
    }

    void forgetCall(String callId) {
        callBook.forget(callId);
    }

    private OpenAccount account(ChannelAccount key) {
        return accounts.computeIfAbsent(key, OpenAccount::new);
    }

    /**
     * Closes the books.
     *
     * @param isForgetful whether the topic has deleted its oldest records: windows missing at a channel's begin are then no problem
     */
    LedgerTotals settle(boolean isForgetful) {
        LedgerTotals totals = LedgerTotals.NONE;
        Set<CallBegin> calls = new HashSet<>();
        Set<TrajectoryKey> names = new HashSet<>();
        for (Map.Entry<ChannelAccount, OpenAccount> entry : accounts.entrySet()) {
            ChannelAccount key = entry.getKey();
            OpenAccount account = entry.getValue();
            account.settle(isForgetful, problems);
            boolean isForgotten = isForgotten(key);
            boolean isReplaced = !account.isClosed() && isReplaced(key);
            boolean isOpen = !account.isClosed() && !isReplaced && !isForgotten;
            if (isOpen && !rules.isOpenAllowed()) {
                problems.add(Problem.NEVER_CLOSED, key.text() + " after " + account.windows() + " windows");
            }
            totals = totals.plus(new LedgerTotals(
                    0,
                    account.windows(),
                    calls.add(new CallBegin(key.callId(), key.callStartMillis())) ? 1 : 0,
                    account.isClosed() ? 1 : 0,
                    isOpen ? 1 : 0,
                    isReplaced ? 1 : 0,
                    isForgotten ? 1 : 0,
                    isForgetful && account.isCutAtBegin() ? 1 : 0,
                    names.add(name(key)) ? 0 : 1));
        }
        settleCalls();
        return totals.plus(new LedgerTotals(records, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private void settleCalls() {
        Map<String, List<OpenAccount>> ended = new LinkedHashMap<>();
        Set<String> goingOn = new HashSet<>();
        accounts.forEach((key, account) -> {
            if (account.isClosed()) {
                ended.computeIfAbsent(key.callId(), id -> new ArrayList<>()).add(account);
            } else if (!isReplaced(key) && !isForgotten(key)) {
                goingOn.add(key.callId());
            }
        });
        ended.keySet().removeAll(goingOn);
        ended.forEach((callId, channels) -> callBook.settle(callId, channels, rules, problems));
    }

    /** The trajectories topic keeps one record a call id and channel: that of the call that came last. */
    private boolean isReplaced(ChannelAccount account) {
        Long newest = newestStartMillis.get(name(account));
        return newest != null && newest != account.callStartMillis();
    }

    /** Whether a tombstone is the last that the trajectories topic has of the channel. */
    private boolean isForgotten(ChannelAccount account) {
        return forgotten.contains(name(account));
    }

    private static TrajectoryKey name(ChannelAccount account) {
        return new TrajectoryKey(account.callId(), account.channel());
    }
}
