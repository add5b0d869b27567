package io.speecheq.app.deadletters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.schemas.codec.RecordJson;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A letter as a line: of a table, or of JSON. Never its value, which may be what somebody said. */
public final class LetterText {

    private static final String ROW = "%-20s  %-19s  %-24s  %-22s  %10s  %-8s  %s";

    private LetterText() {}

    /** The table's head. */
    public static String head() {
        return String.format(Locale.ROOT, ROW, "when", "reason", "from", "key", "bytes", "", "what was wrong");
    }

    /** The letter as a row of the table. */
    public static String row(Letter letter, boolean isReplayed) {
        return String.format(
                Locale.ROOT,
                ROW,
                letter.at().truncatedTo(ChronoUnit.SECONDS),
                letter.reason(),
                letter.topic() + " " + letter.origin(),
                printable(letter.key()),
                letter.valueBytes(),
                state(letter, isReplayed),
                printable(letter.message()));
    }

    private static String state(Letter letter, boolean isReplayed) {
        if (isReplayed) {
            return "replayed";
        }
        return letter.replayedFrom().isPresent() ? "again" : letter.cut().isPresent() ? "cut" : "";
    }

    /** Keys and messages are other people's: nothing in them moves a terminal's cursor. */
    private static String printable(String text) {
        return text.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The letter as a line of JSON. */
    public static String json(Letter letter, boolean isReplayed) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("letter", letter.place().toString());
        line.put("at", letter.at().toString());
        line.put("reason", letter.reason());
        line.put("message", letter.message());
        line.put("topic", letter.topic());
        line.put("origin", letter.origin());
        line.put("key", letter.key());
        line.put("valueBytes", letter.valueBytes());
        line.put("cut", letter.cut().orElse(null));
        line.put("replayed", isReplayed);
        line.put("replayedFrom", letter.replayedFrom().orElse(null));
        return RecordJson.text(line);
    }
}
