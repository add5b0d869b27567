package io.speecheq.sinks.postgres;

import io.speecheq.schemas.codec.RecordJson;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Text as PostgreSQL can hold it: anything but the character NUL, which becomes the replacement character. So two ids that differ in nothing else
 * share their rows; our own job lets no id with such a character through.
 */
final class PostgresText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final String NUL_ESCAPE = "\\u0000";

    private PostgresText() {}

    static String of(String text) {
        return text.replace('\0', REPLACEMENT);
    }

    /** The record's JSON, for a column of type jsonb. */
    static String json(SpecificRecordBase record) {
        return jsonWithoutNul(RecordJson.text(record));
    }

    static String jsonWithoutNul(String json) {
        if (!json.contains(NUL_ESCAPE)) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length());
        int from = 0;
        while (from < json.length()) {
            char c = json.charAt(from);
            if (json.startsWith(NUL_ESCAPE, from)) {
                out.append(REPLACEMENT);
                from += NUL_ESCAPE.length();
            } else if (c == '\\') {
                // An escape is taken whole, so that the second half of an escaped backslash begins no other.
                out.append(c).append(json.charAt(from + 1));
                from += 2;
            } else {
                out.append(c);
                from++;
            }
        }
        return out.toString();
    }
}
