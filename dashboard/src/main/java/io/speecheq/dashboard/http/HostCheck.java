package io.speecheq.dashboard.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request names this server as it should. Where no token is asked for, and on the loopback address, the calls
 * are for whoever sits at a machine that reaches them, not for the web pages that are open there. Such a page can have its
 * own name resolve to this server's address and read from here (DNS rebinding), but its requests then carry that name. So
 * only what nobody else can have resolve to here is answered: localhost, addresses in numbers, and the names that were
 * given.
 */
final class HostCheck {

    /** An IPv4 address, or an IPv6 one in its brackets. Browsers take no name that looks like either. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final boolean isStrict;
    private final Set<String> names;

    /**
     * @param bound where the server listens
     * @param isOpen whether everybody is let in who reaches it
     * @param names under which it is reached too
     */
    HostCheck(InetAddress bound, boolean isOpen, Set<String> names) {
        this.isStrict = isOpen || bound.isLoopbackAddress();
        this.names = names.stream().map(HostCheck::lowerCase).collect(Collectors.toUnmodifiableSet());
    }

    /** @param hostHeader name, with or without a port */
    boolean accepts(@Nullable String hostHeader) {
        return !isStrict || (hostHeader != null && isOurs(lowerCase(name(hostHeader))));
    }

    private boolean isOurs(String name) {
        return name.equals("localhost")
                || names.contains(name)
                || ADDRESS.matcher(name).matches();
    }

    private static String name(String hostHeader) {
        int port = hostHeader.lastIndexOf(':');
        return port > hostHeader.lastIndexOf(']') ? hostHeader.substring(0, port) : hostHeader;
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
