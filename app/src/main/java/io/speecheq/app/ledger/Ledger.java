package io.speecheq.app.ledger;

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
    private final Map<ChannelName, Long> newestStartMillis = new HashMap<>();
    private final CallBook callBook = new CallBook();
    private long records;

    private record ChannelName(String callId, String channel) {

        static ChannelName of(ChannelAccount account) {
            return new ChannelName(account.callId(), account.channel());
        }
    }

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
        newestStartMillis.put(ChannelName.of(of), of.callStartMillis());
        account(of).accept(trajectory, problems);
    }

    void accept(LedgerCall call) {
        callBook.accept(call);
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
        Set<ChannelName> names = new HashSet<>();
        for (Map.Entry<ChannelAccount, OpenAccount> entry : accounts.entrySet()) {
            ChannelAccount key = entry.getKey();
            OpenAccount account = entry.getValue();
            account.settle(isForgetful, problems);
            boolean isReplaced = !account.isClosed() && isReplaced(key);
            boolean isOpen = !account.isClosed() && !isReplaced;
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
                    isForgetful && account.isCutAtBegin() ? 1 : 0,
                    names.add(ChannelName.of(key)) ? 0 : 1));
        }
        settleCalls();
        return totals.plus(new LedgerTotals(records, 0, 0, 0, 0, 0, 0, 0));
    }

    private void settleCalls() {
        Map<String, List<OpenAccount>> ended = new LinkedHashMap<>();
        Set<String> goingOn = new HashSet<>();
        accounts.forEach((key, account) -> {
            if (account.isClosed()) {
                ended.computeIfAbsent(key.callId(), id -> new ArrayList<>()).add(account);
            } else if (!isReplaced(key)) {
                goingOn.add(key.callId());
            }
        });
        ended.keySet().removeAll(goingOn);
        ended.forEach((callId, channels) -> callBook.settle(callId, channels, rules, problems));
    }

    /** The trajectories topic keeps one record a call id and channel: that of the call that came last. */
    private boolean isReplaced(ChannelAccount account) {
        Long newest = newestStartMillis.get(ChannelName.of(account));
        return newest != null && newest != account.callStartMillis();
    }
}
