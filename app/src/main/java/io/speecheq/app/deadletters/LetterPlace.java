package io.speecheq.app.deadletters;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a letter lies on the dead-letter topic; as text {@code partition/offset}. */
public record LetterPlace(int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,18})");

    /** The place that a text names; none where it names none. */
    static Optional<LetterPlace> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterPlace(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "/" + offset;
    }
}
