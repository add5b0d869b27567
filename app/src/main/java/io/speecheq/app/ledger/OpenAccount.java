package io.speecheq.app.ledger;

import java.util.Optional;

/** All that was read of one {@link ChannelAccount}; one thread. */
final class OpenAccount {

    private final ChannelAccount account;
    private final WindowMarks marks = new WindowMarks();
    private Optional<LedgerTrajectory> newest = Optional.empty();

    OpenAccount(ChannelAccount account) {
        this.account = account;
    }

    void accept(LedgerWindow window, LedgerRules rules, Problems problems) {
        String place = account.text() + " index " + window.index();
        switch (marks.accept(window)) {
            case FIRST -> {}
            case AGAIN -> {
                if (rules.isEachOnce()) {
                    problems.add(Problem.DOUBLE, place);
                }
            }
            case OTHERWISE -> problems.add(Problem.DIFFERENT_VALUES, place);
            case UNBELIEVABLE -> problems.add(Problem.HOLE, place + " is no index that could follow what there is");
        }
    }

    void accept(LedgerTrajectory trajectory, Problems problems) {
        if (newest.isPresent() && newest.get().revision() > trajectory.revision()) {
            // Told again after a restart.
            return;
        }
        if (newest.isPresent()
                && newest.get().revision() == trajectory.revision()
                && newest.get().digest() != trajectory.digest()) {
            problems.add(
                    Problem.DIFFERENT_VALUES,
                    account.text() + " revision " + trajectory.revision() + " of the trajectory");
        }
        newest = Optional.of(trajectory);
    }

    /** What was told of its trajectory is gone. */
    void forget() {
        newest = Optional.empty();
    }

    boolean isClosed() {
        return newest.isPresent() && newest.get().isFinal();
    }

    /** The channel's. */
    String name() {
        return account.channel();
    }

    int windows() {
        return marks.windows();
    }

    /** How many windows the end of this closed channel tells of. */
    int toldWindows() {
        return told().windows();
    }

    /** Whether the first windows are missing, which is no hole where the topic has begun to forget. */
    boolean isCutAtBegin() {
        return isClosed() ? marks.first() > 0 || (marks.windows() == 0 && told().windows() > 0) : marks.first() > 0;
    }

    private LedgerTrajectory told() {
        return newest.orElseThrow();
    }

    /** Tells what is wrong with the channel as a whole, once all was read. */
    void settle(boolean isForgetful, Problems problems) {
        boolean isExcused = isForgetful && isCutAtBegin();
        int expected = isClosed() ? Math.max(told().windows(), marks.length()) : marks.length();
        int from = isExcused ? (marks.windows() == 0 ? expected : marks.first()) : 0;
        boolean[] isWhole = {!isExcused};
        marks.forEachHole(from, expected, (first, last) -> {
            isWhole[0] = false;
            problems.add(
                    Problem.HOLE,
                    account.text() + (first == last ? " index " + first : " index " + first + " to " + last));
        });
        if (isClosed()) {
            settleTrajectory(isWhole[0], problems);
        }
    }

    private void settleTrajectory(boolean isWhole, Problems problems) {
        LedgerTrajectory told = told();
        if (told.windows() < marks.length()) {
            disagrees(problems, "tells of " + told.windows() + " windows, there are " + marks.length());
        }
        if (!isWhole || marks.windows() == 0) {
            return;
        }
        long beyondMillis = told.totalMillis() - marks.endMillis();
        // Had there been a hop more of audio, it would have been a window.
        if (beyondMillis < 0 || (marks.windows() > 1 && beyondMillis >= marks.hopMillis())) {
            disagrees(
                    problems,
                    "is " + told.totalMillis() + " ms long, its last window ends at " + marks.endMillis() + " ms");
        }
        if (told.assessedMillis() != marks.assessedMillis()) {
            disagrees(
                    problems,
                    "has " + told.assessedMillis() + " ms assessed, its windows have " + marks.assessedMillis()
                            + " ms");
        }
    }

    private void disagrees(Problems problems, String how) {
        problems.add(Problem.TRAJECTORY_DISAGREES, account.text() + " " + how);
    }
}
