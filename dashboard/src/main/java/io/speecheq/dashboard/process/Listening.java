package io.speecheq.dashboard.process;

import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.access.Tokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a dashboard listens, and to whom.
 *
 * @param bindAddress name or number of the address to listen on
 * @param port 0 takes a free one
 * @param tls with this; without it in the clear
 * @param tokens a file with a line {@code role token} for each; without it everybody who reaches the address is let in
 * @param isOpen allows that on an address that other machines reach
 * @param advertised host:port under which other instances reach this one; with it the instances of one application id
 *     share the calls
 * @param hosts names under which browsers reach it, beside localhost and addresses; asked for where no token is
 */
public record Listening(
        String bindAddress,
        int port,
        Optional<KeyStoreFile> tls,
        Optional<Path> tokens,
        boolean isOpen,
        Optional<String> advertised,
        List<String> hosts) {

    public static final String LOOPBACK = "127.0.0.1";

    public Listening {
        if (bindAddress.isBlank()) {
            throw new IllegalArgumentException("the address to listen on must not be blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must lie in 0..65535, not " + port);
        }
        if (advertised.isPresent() && !advertised.get().matches("[^\\s/]+:\\d{1,5}")) {
            throw new IllegalArgumentException("the advertised address must be HOST:PORT, not " + advertised.get());
        }
        for (String host : hosts) {
            if (!host.matches("[\\w.-]+")) {
                throw new IllegalArgumentException("a host is a name alone, such as calls.example.org, not " + host);
            }
        }
        hosts = List.copyOf(hosts);
    }

    /** For this machine alone. */
    public static Listening locally(int port) {
        return new Listening(LOOPBACK, port, Optional.empty(), Optional.empty(), false, Optional.empty(), List.of());
    }

    /** Under which it is reached, beside localhost and addresses: by browsers, and by other instances. */
    Set<String> hostNames() {
        Set<String> names = new HashSet<>(hosts);
        advertised.ifPresent(own -> names.add(own.substring(0, own.lastIndexOf(':'))));
        return names;
    }

    InetSocketAddress address() throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(bindAddress, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("no machine is called " + bindAddress);
        }
        return address;
    }

    /**
     * Who may see what.
     *
     * @throws IllegalArgumentException one line, when the tokens cannot be used, or are missing where they are needed
     */
    Access access() throws IOException {
        if (tokens.isEmpty()) {
            if (!isOpen && !address().getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException("listening on " + bindAddress
                        + " would show calls to whoever reaches it: give --tokens FILE, or --open if that is meant");
            }
            return Access.open();
        }
        Path file = tokens.get();
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("no tokens at " + file);
        }
        Tokens known = Tokens.parse(Files.readAllLines(file));
        if (advertised.isPresent() && known.peer().isEmpty()) {
            throw new IllegalArgumentException(
                    "instances ask each other with a token too: add a line: peer TOKEN to " + file);
        }
        return Access.by(known);
    }
}
