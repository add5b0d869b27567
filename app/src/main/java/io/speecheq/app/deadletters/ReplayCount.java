package io.speecheq.app.deadletters;

import java.util.function.Consumer;

/**
 * What became of the letters that a replay was asked for.
 *
 * @param sent back to their topics, or that would have been
 * @param before left alone, because they were sent back before
 * @param again left alone, because they came back as dead letters from being sent back
 * @param cut impossible, because part of the original is missing
 * @param homeless impossible, because the topic that they came from is gone
 */
public record ReplayCount(int sent, int before, int again, int cut, int homeless) {

    /** Whether every letter could be sent back, or needed it no more. */
    public boolean isComplete() {
        return cut == 0 && homeless == 0;
    }

    /**
     * Counts without sending.
     *
     * @param lines told of every letter that would stay, and why
     */
    public static ReplayCount dryRun(
            LetterTopic topic, LetterFilter filter, boolean withAgain, Consumer<String> lines) {
        Tally tally = new Tally();
        topic.read(filter, (letter, isReplayed) -> tally.admit(topic, letter, isReplayed, withAgain, lines));
        return tally.count();
    }

    /** Decides, and counts. One thread. */
    static final class Tally {

        private int sent;
        private int before;
        private int again;
        private int cut;
        private int homeless;

        /** Whether the letter is to be sent. */
        boolean admit(LetterTopic topic, Letter letter, boolean isReplayed, boolean withAgain, Consumer<String> lines) {
            String which = "letter " + letter.place() + " (" + letter.reason() + ")";
            if (letter.cut().isPresent()) {
                cut++;
                lines.accept(which + " stays: " + letter.cut().get() + ", more than a dead letter holds");
            } else if (!topic.isPresent(letter.topic())) {
                homeless++;
                lines.accept(which + " stays: the topic '" + letter.topic() + "' that it came from is not there");
            } else if (isReplayed && !withAgain) {
                before++;
            } else if (letter.replayedFrom().isPresent() && !withAgain) {
                again++;
                lines.accept(which + " stays: it is letter "
                        + letter.replayedFrom().get() + " come back from a replay; --again sends it all the same");
            } else {
                sent++;
                return true;
            }
            return false;
        }

        ReplayCount count() {
            return new ReplayCount(sent, before, again, cut, homeless);
        }
    }
}
