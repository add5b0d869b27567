package io.speecheq.dashboard.http;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request names this server as it should. A server on the loopback address is meant for this machine alone; a
 * web page from elsewhere can have its own name resolve to 127.0.0.1 and read from here (DNS rebinding), but its requests
 * then carry that name.
 */
final class HostCheck {

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean isLoopback;

    HostCheck(InetAddress bound) {
        this.isLoopback = bound.isLoopbackAddress();
    }

    /**
     * @param hostHeader name, with or without a port
     */
    boolean accepts(@Nullable String hostHeader) {
        return !isLoopback || (hostHeader != null && LOOPBACK_NAMES.contains(name(hostHeader)));
    }

    private static String name(String hostHeader) {
        int port = hostHeader.lastIndexOf(':');
        return port > hostHeader.lastIndexOf(']') ? hostHeader.substring(0, port) : hostHeader;
    }
}
