package io.speecheq.schemas.topic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a trajectory: a call and one of its channels, so that compaction keeps the newest state of each. As text
 * it is {@code call/channel}, with {@code %} and {@code /} inside either written {@code %25} and {@code %2F}: no two
 * pairs share a text.
 */
public record TrajectoryKey(String callId, String channel) {

    private static final Pattern TEXT = Pattern.compile("((?:[^%/]|%25|%2F)*+)/((?:[^%/]|%25|%2F)*+)", Pattern.DOTALL);

    /** The key of a text, or nothing when {@link #text()} never gives it. */
    public static Optional<TrajectoryKey> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new TrajectoryKey(unescape(parts.group(1)), unescape(parts.group(2))))
                : Optional.empty();
    }

    /** The key of a record on the topic, as {@link #parse(String)} has it. */
    public static Optional<TrajectoryKey> parse(byte[] utf8) {
        return parse(new String(utf8, StandardCharsets.UTF_8));
    }

    public String text() {
        return escape(callId) + "/" + escape(channel);
    }

    /** {@link #text()} in UTF-8. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }

    private static String unescape(String part) {
        return part.replace("%2F", "/").replace("%25", "%");
    }
}
