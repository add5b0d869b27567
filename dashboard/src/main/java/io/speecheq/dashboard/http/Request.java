package io.speecheq.dashboard.http;

import io.speecheq.dashboard.access.Role;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, and by whom.
 *
 * @param path as it stands in the request, still percent-encoded: an encoded slash belongs to an id
 * @param parameters decoded
 * @param role nothing for a stranger
 * @param lastEventId of a client of events that comes back; else empty
 */
record Request(String path, Map<String, String> parameters, Optional<Role> role, String lastEventId) {

    Request {
        parameters = Map.copyOf(parameters);
    }

    /** @throws IllegalArgumentException when something is not percent-encoded UTF-8 */
    static Map<String, String> parameters(@Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    /**
     * A part of an address.
     *
     * @throws IllegalArgumentException when it is not percent-encoded UTF-8; it must not stand for another that is
     */
    static String decoded(String part) {
        byte[] bytes = URLDecoder.decode(part, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8: " + part, e);
        }
    }

    /** Whether another instance asks for this one's share alone. */
    boolean asksForOwnShare() {
        return "own".equals(parameters.get("share"));
    }

    /** @throws IllegalArgumentException one line, when it is no whole number within these */
    int number(String name, int otherwise, int least, int most) {
        String text = parameters.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number of " + least + ".." + most, e);
        }
        throw new IllegalArgumentException(name + " must be a whole number of " + least + ".." + most);
    }
}
