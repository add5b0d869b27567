package io.speecheq.dashboard.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who signed in on the page: a random number in a cookie stands for the role. Kept in memory, as hashes; a restart signs
 * everybody out. Thread-safe.
 */
final class Sessions {

    /** As long as a working day with its breaks. */
    static final Duration LIFETIME = Duration.ofHours(12);

    /** More than one dashboard's people ever have; the oldest goes for the next. */
    private static final int MOST = 10_000;

    private record Session(Role role, long endsMillis) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** A new session's number. */
    synchronized String begin(Role role) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String number = HexFormat.of().formatHex(bytes);
        sessions.values().removeIf(session -> session.endsMillis() <= clock.millis());
        if (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        sessions.put(Tokens.sha256(number), new Session(role, clock.millis() + LIFETIME.toMillis()));
        return number;
    }

    synchronized Optional<Role> role(String number) {
        return Optional.ofNullable(sessions.get(Tokens.sha256(number)))
                .filter(session -> session.endsMillis() > clock.millis())
                .map(Session::role);
    }

    synchronized void end(String number) {
        sessions.remove(Tokens.sha256(number));
    }
}
