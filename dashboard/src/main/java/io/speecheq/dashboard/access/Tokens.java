package io.speecheq.dashboard.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tokens that open the dashboard, kept as SHA-256 hashes. Tokens are long and random, so that a plain hash is enough:
 * nobody guesses them, with or without the hash.
 */
public final class Tokens {

    private static final String HASHED = "sha256:";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int SHORTEST = 16;

    /** A token's hash, in hex, and what it opens. */
    private record Entry(Role role, String hash) {}

    private final List<Entry> entries;
    private final Optional<String> peer;

    private Tokens(List<Entry> entries, Optional<String> peer) {
        this.entries = List.copyOf(entries);
        this.peer = peer;
    }

    /**
     * From lines {@code role token} or {@code role sha256:HEX}; empty lines, and those that begin with {@code #}, say
     * nothing. The role {@code peer} needs its token in plain text.
     *
     * @throws IllegalArgumentException one line that names the line at fault, and never a token
     */
    public static Tokens parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        Optional<String> peer = Optional.empty();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = BLANKS.split(line, -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("line " + number + " of the tokens is not: role token");
            }
            Role role = role(parts[0], number);
            if (role == Role.PEER) {
                peer = Optional.of(parts[1]);
            }
            entries.add(new Entry(role, hash(role, parts[1], number)));
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("the tokens file has no line: role token");
        }
        return new Tokens(entries, peer);
    }

    /** What a token opens. Takes as long for a wrong token as for a right one. */
    public Optional<Role> role(String token) {
        byte[] asked = sha256(token).getBytes(StandardCharsets.US_ASCII);
        Optional<Role> found = Optional.empty();
        for (Entry entry : entries) {
            boolean isIt = MessageDigest.isEqual(asked, entry.hash().getBytes(StandardCharsets.US_ASCII));
            found = isIt ? Optional.of(entry.role()) : found;
        }
        return found;
    }

    /** With which instances ask each other. */
    public Optional<String> peer() {
        return peer;
    }

    private static Role role(String word, int number) {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new IllegalArgumentException(
                "line " + number + " of the tokens names no role: viewer, supervisor or peer");
    }

    private static String hash(Role role, String text, int number) {
        if (text.startsWith(HASHED)) {
            String hash = text.substring(HASHED.length()).toLowerCase(Locale.ROOT);
            if (role == Role.PEER || !hash.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("line " + number
                        + " of the tokens is no SHA-256 in 64 hex digits, or of a peer, whose token must be plain");
            }
            return hash;
        } else if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("the token in line " + number + " is shorter than " + SHORTEST
                    + " characters: make one with openssl rand -hex 32");
        }
        return sha256(text);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
