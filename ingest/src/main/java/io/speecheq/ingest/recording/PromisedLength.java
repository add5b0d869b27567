package io.speecheq.ingest.recording;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much audio a file's container says there is.
 *
 * @param seconds absent where it says nothing
 * @param isGuess whether it is but the file's size over the bit rate of its beginning, which may be far off
 */
record PromisedLength(OptionalDouble seconds, boolean isGuess) {

    /** A duration that a container tells may be rounded or include padding: shorter by this much is still whole. */
    private static final double SLACK_SECONDS = 1;

    private static final double SLACK_SHARE = 0.02;

    /** Whether a recording that is much shorter is known to be cut. */
    boolean isFirm() {
        return seconds.isPresent() && !isGuess;
    }

    OptionalLong frames(int sampleRateHz) {
        return seconds.isPresent()
                ? OptionalLong.of(Math.round(seconds.getAsDouble() * sampleRateHz))
                : OptionalLong.empty();
    }

    /** The warning for a file that held so much, if that is far too little. */
    Optional<String> shortfall(Path file, double heldSeconds) {
        double promised = isFirm() ? seconds.getAsDouble() : heldSeconds;
        if (promised - heldSeconds <= Math.max(SLACK_SECONDS, SLACK_SHARE * promised)) {
            return Optional.empty();
        }
        return Optional.of(UnreadableRecording.oneLine(String.format(
                Locale.ROOT,
                "%s is cut short: its header promises %.1f s, it holds %.1f s; what is there is used",
                file,
                promised,
                heldSeconds)));
    }
}
