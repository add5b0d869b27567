package io.speecheq.dashboard.access;

import java.time.Clock;
import java.util.Optional;

/** Who may see what: with tokens those who have one, without them everybody who reaches the address. Thread-safe. */
public final class Access {

    private final Optional<Tokens> tokens;
    private final Sessions sessions = new Sessions(Clock.systemUTC());

    private Access(Optional<Tokens> tokens) {
        this.tokens = tokens;
    }

    /** Everybody sees everything. */
    public static Access open() {
        return new Access(Optional.empty());
    }

    public static Access by(Tokens tokens) {
        return new Access(Optional.of(tokens));
    }

    public boolean isOpen() {
        return tokens.isEmpty();
    }

    /**
     * The role of somebody who shows a token, or a session, or neither.
     *
     * @return nothing for a stranger
     */
    public Optional<Role> role(Optional<String> token, Optional<String> session) {
        if (tokens.isEmpty()) {
            return Optional.of(Role.SUPERVISOR);
        }
        Optional<Role> byToken = token.flatMap(tokens.get()::role);
        return byToken.isPresent() ? byToken : session.flatMap(sessions::role);
    }

    /** A session's number for a person with a token; nothing for a wrong token, and for a peer's. */
    public Optional<String> signIn(String token) {
        return tokens.flatMap(known -> known.role(token))
                .filter(role -> role != Role.PEER)
                .map(sessions::begin);
    }

    public void signOut(String session) {
        sessions.end(session);
    }

    /** With which instances ask each other. */
    public Optional<String> peerToken() {
        return tokens.flatMap(Tokens::peer);
    }
}
