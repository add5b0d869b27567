package io.speecheq.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.topic.TrajectoryKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final LedgerRules EXACTLY_ONCE = new LedgerRules(true, false);
    private static final LedgerRules AT_LEAST_ONCE = new LedgerRules(false, false);
    private static final ChannelAccount CALL = new ChannelAccount("call", "customer", 1_000);
    private static final ChannelAccount LATER = new ChannelAccount("call", "customer", 9_000);

    private final Problems problems = new Problems();

    @Test
    void aWholeChannelIsBookedWithoutProblems() {
        Ledger ledger = ledger(EXACTLY_ONCE);
        windows(ledger, CALL, 0, 1, 2, 3);
        ledger.accept(end(CALL, 4, 6_000));
        ledger.accept(call(true, 4));

        assertThat(ledger.settle(false)).isEqualTo(new LedgerTotals(4, 4, 1, 1, 0, 0, 0, 0, 0));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void everyStretchThatIsMissingIsAHole() {
        Ledger ledger = ledger(EXACTLY_ONCE);
        windows(ledger, CALL, 1, 2, 5, 6);
        ledger.accept(end(CALL, 9, 11_000));

        ledger.settle(false);

        assertThat(problems.lines(Problem.HOLE))
                .containsExactly(
                        "call customer (1970-01-01T00:00:01Z) index 0",
                        "call customer (1970-01-01T00:00:01Z) index 3 to 4",
                        "call customer (1970-01-01T00:00:01Z) index 7 to 8");
    }

    @Test
    void equalDoublesAreAProblemOnlyWhereEachComesOnce() {
        for (LedgerRules rules : new LedgerRules[] {EXACTLY_ONCE, AT_LEAST_ONCE}) {
            Ledger ledger = ledger(rules);
            windows(ledger, CALL, 0, 1, 0, 1, 2, 3);
            ledger.accept(end(CALL, 4, 6_000));
            ledger.settle(false);
        }

        assertThat(problems.count(Problem.DOUBLE)).isEqualTo(2);
        assertThat(problems.count(Problem.DIFFERENT_VALUES)).isZero();
    }

    @Test
    void otherBytesAtOnePlaceAreAlwaysAProblem() {
        Ledger ledger = ledger(AT_LEAST_ONCE);
        windows(ledger, CALL, 0, 1);
        ledger.accept(new LedgerWindow(CALL, 1, 1_000, 4_000, true, 77));
        ledger.accept(end(CALL, 2, 4_000));
        ledger.accept(new LedgerTrajectory(CALL, true, 3, 2, 4_000, 4_000, 78));

        ledger.settle(false);

        assertThat(problems.lines(Problem.DIFFERENT_VALUES))
                .containsExactly(
                        "call customer (1970-01-01T00:00:01Z) index 1",
                        "call customer (1970-01-01T00:00:01Z) revision 3 of the trajectory");
    }

    @Test
    void aChannelWithoutAnEndIsAProblemUnlessItMayBeOpen() {
        Ledger strict = ledger(AT_LEAST_ONCE);
        windows(strict, CALL, 0, 1, 2);
        strict.accept(new LedgerTrajectory(CALL, false, 3, 3, 5_000, 5_000, 5));
        Ledger live = ledger(new LedgerRules(false, true));
        windows(live, CALL, 0, 1, 2);

        strict.settle(false);
        LedgerTotals open = live.settle(false);

        assertThat(problems.lines(Problem.NEVER_CLOSED))
                .containsExactly("call customer (1970-01-01T00:00:01Z) after 3 windows");
        assertThat(open.open()).isEqualTo(1);
    }

    @Test
    void twoCallsUnderOneIdAreTwoAccounts() {
        Ledger ledger = ledger(EXACTLY_ONCE);
        windows(ledger, CALL, 0, 1);
        windows(ledger, LATER, 0, 1, 2);
        ledger.accept(end(LATER, 3, 5_000));
        ledger.accept(call(true, 3));

        LedgerTotals totals = ledger.settle(false);

        assertThat(problems.isEmpty()).isTrue();
        assertThat(totals).isEqualTo(new LedgerTotals(5, 5, 2, 1, 0, 1, 0, 0, 1));
    }

    @Test
    void aTrajectoryMustFitItsWindows() {
        Ledger ledger = ledger(EXACTLY_ONCE);
        ChannelAccount tooLong = new ChannelAccount("too long", "customer", 0);
        ChannelAccount tooFew = new ChannelAccount("too few", "customer", 0);
        ChannelAccount wronglyAssessed = new ChannelAccount("wrongly assessed", "customer", 0);
        windows(ledger, tooLong, 0, 1, 2);
        ledger.accept(new LedgerTrajectory(tooLong, true, 4, 3, 6_000, 5_000, 9));
        windows(ledger, tooFew, 0, 1, 2);
        ledger.accept(end(tooFew, 2, 5_000));
        windows(ledger, wronglyAssessed, 0, 1, 2);
        ledger.accept(new LedgerTrajectory(wronglyAssessed, true, 4, 3, 5_499, 1_000, 9));

        ledger.settle(false);

        assertThat(problems.lines(Problem.TRAJECTORY_DISAGREES))
                .containsExactly(
                        "too long customer (1970-01-01T00:00:00Z) is 6000 ms long, its last window ends at 5000 ms",
                        "too few customer (1970-01-01T00:00:00Z) tells of 2 windows, there are 3",
                        "wrongly assessed customer (1970-01-01T00:00:00Z) has 1000 ms assessed, its windows have 5000"
                                + " ms");
    }

    @Test
    void aCallEndsWithItsChannels() {
        for (LedgerRules rules : List.of(EXACTLY_ONCE, new LedgerRules(true, true))) {
            Ledger unended = whole(rules, "unended");
            unended.accept(new LedgerCall("unended", true, 3, new TreeMap<>(Map.of("customer", 2))));
            unended.accept(new LedgerCall("unended", false, 4, new TreeMap<>(Map.of("customer", 2))));
            unended.settle(false);
            Ledger forgotten = whole(rules, "forgotten");
            forgotten.accept(new LedgerCall("forgotten", true, 3, new TreeMap<>(Map.of("customer", 2))));
            forgotten.forgetCall("forgotten");
            forgotten.settle(false);
            Ledger live = whole(rules, "live");
            windows(live, new ChannelAccount("live", "agent", 0), 0);
            live.accept(new LedgerCall("live", false, 4, new TreeMap<>()));
            live.settle(false);
        }

        assertThat(problems.lines(Problem.CALL_NEVER_ENDED))
                .containsExactly(
                        "unended: its channels have ended, but revision 4 is its last",
                        "forgotten: its channels have ended, but nothing is told of it");
    }

    @Test
    void aCallThatWasErasedIsNoProblem() {
        Ledger told = whole(EXACTLY_ONCE, "call");
        told.accept(call(true, 2));
        told.forgetChannel(new TrajectoryKey("call", "customer"));
        told.forgetCall("call");
        Ledger compacted = ledger(EXACTLY_ONCE);
        compacted.forgetChannel(new TrajectoryKey("call", "customer"));
        compacted.forgetCall("call");
        windows(compacted, CALL, 0, 1);

        assertThat(told.settle(false)).isEqualTo(new LedgerTotals(2, 2, 1, 0, 0, 0, 1, 0, 0));
        assertThat(compacted.settle(false)).isEqualTo(new LedgerTotals(2, 2, 1, 0, 0, 0, 1, 0, 0));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void aCallThatIsToldAnewAfterItsErasureIsHeldAgainstItsWindows() {
        Ledger ledger = whole(EXACTLY_ONCE, "call");
        ledger.forgetChannel(new TrajectoryKey("call", "customer"));
        ledger.accept(end(CALL, 3, 5_000));
        ledger.accept(call(true, 3));

        assertThat(ledger.settle(false).closed()).isEqualTo(1);
        assertThat(problems.lines(Problem.HOLE)).containsExactly("call customer (1970-01-01T00:00:01Z) index 2");
    }

    @Test
    void aCallMustFitItsChannels() {
        Ledger ledger = whole(EXACTLY_ONCE, "call");
        ChannelAccount agent = new ChannelAccount("call", "agent", 1_000);
        windows(ledger, agent, 0, 1);
        ledger.accept(end(agent, 2, 4_000));
        ledger.accept(call(true, 3));

        ledger.settle(false);

        assertThat(problems.lines(Problem.CALL_DISAGREES))
                .containsExactly(
                        "call tells of 3 windows of customer, its trajectory of 2", "call tells nothing of agent");
    }

    @Test
    void aCallUnderAnIdThatCameTwiceIsHeldAgainstNeither() {
        Ledger ledger = whole(EXACTLY_ONCE, "call");
        windows(ledger, LATER, 0, 1, 2);
        ledger.accept(end(LATER, 3, 5_000));
        ledger.accept(call(true, 3));

        ledger.settle(false);

        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void whereTheTopicHasForgottenItsBeginTheFirstWindowsMayBeMissing() {
        Ledger ledger = ledger(EXACTLY_ONCE);
        windows(ledger, CALL, 4, 5, 7);
        ledger.accept(end(CALL, 8, 10_000));
        ledger.accept(end(new ChannelAccount("gone", "customer", 0), 5, 7_000));

        LedgerTotals totals = ledger.settle(true);

        assertThat(totals.expired()).isEqualTo(2);
        assertThat(problems.lines(Problem.HOLE)).containsExactly("call customer (1970-01-01T00:00:01Z) index 6");
    }

    @Test
    void anIndexBeyondBeliefTakesNoMemory() {
        Ledger ledger = ledger(AT_LEAST_ONCE);
        windows(ledger, CALL, 0, Integer.MAX_VALUE, -1);
        ledger.accept(end(CALL, 1, 3_000));

        assertThat(ledger.settle(false).windows()).isEqualTo(1);
        assertThat(problems.count(Problem.HOLE)).isEqualTo(2);
    }

    @Test
    void onlyTheFirstProblemsOfAKindAreTold() {
        Ledger ledger = ledger(EXACTLY_ONCE);
        windows(ledger, CALL, IntStream.range(0, 100).map(i -> 2 * i).toArray());

        ledger.settle(false);

        assertThat(problems.count(Problem.HOLE)).isEqualTo(99);
        assertThat(problems.lines(Problem.HOLE)).hasSize(Problems.MOST_LINES);
    }

    private Ledger ledger(LedgerRules rules) {
        return new Ledger(rules, problems);
    }

    /** With one channel of two windows, which has ended. */
    private Ledger whole(LedgerRules rules, String callId) {
        Ledger ledger = ledger(rules);
        ChannelAccount customer = new ChannelAccount(callId, "customer", 1_000);
        windows(ledger, customer, 0, 1);
        ledger.accept(end(customer, 2, 4_000));
        return ledger;
    }

    private static LedgerCall call(boolean isFinal, int windows) {
        return new LedgerCall("call", isFinal, 7, new TreeMap<>(Map.of("customer", windows)));
    }

    /** Windows of 3 s every second, assessed. */
    private static void windows(Ledger ledger, ChannelAccount account, int... indices) {
        for (int index : indices) {
            ledger.accept(
                    new LedgerWindow(account, index, index * 1_000L, index * 1_000L + 3_000, true, 1_000 + index));
        }
    }

    private static LedgerTrajectory end(ChannelAccount account, int windows, long totalMillis) {
        return new LedgerTrajectory(account, true, windows + 1, windows, totalMillis, totalMillis, 42);
    }
}
