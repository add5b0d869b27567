package io.speecheq.ingest.chunk;

import java.time.Instant;
import java.util.Map;

/**
 * A call as its chunks name it.
 *
 * @param callId 1..256 characters, none of them a control character
 * @param callStart when the first sample was spoken
 * @param attributes what is known of the call: {@code consent}, {@code language}, {@code queue}, {@code source}, ...
 */
public record Call(String callId, Instant callStart, Map<String, String> attributes) {

    /** The attribute that, when {@code false}, keeps a call from being analysed. */
    public static final String CONSENT = "consent";

    static final int LONGEST_NAME = 256;

    public Call {
        checkName("call id", callId);
        attributes = Map.copyOf(attributes);
    }

    static void checkName(String what, String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a " + what + " has 1 to " + LONGEST_NAME + " characters, none of them a control character");
        }
    }
}
