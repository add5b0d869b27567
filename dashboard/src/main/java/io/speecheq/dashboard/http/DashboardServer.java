package io.speecheq.dashboard.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.speecheq.dashboard.calls.CallsView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard's HTTP server: {@code GET /}, {@code /api/calls}, {@code /api/calls/{id}} and {@code /healthz}; errors are
 * JSON too. Nothing on its page comes from elsewhere, and browsers are told so.
 */
public final class DashboardServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);
    /** More than browsers that poll at once; a client that dawdles holds one of them for its patience. */
    private static final int THREADS = 32;

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    /** The JDK's server waits for ever for a client that does not finish its request, and so would run out of threads. */
    private static final Map<String, String> PATIENCE_SECONDS =
            Map.of("sun.net.httpserver.maxReqTime", "10", "sun.net.httpserver.maxRspTime", "30");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Routes routes;
    private final HostCheck hosts;

    private DashboardServer(HttpServer server, Routes routes) {
        this.server = server;
        this.routes = routes;
        this.hosts = new HostCheck(server.getAddress().getAddress());
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "dashboard-http");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Serves until it is closed.
     *
     * @param address where to listen; port 0 takes a free one
     * @throws IOException when the address cannot be listened on
     */
    public static DashboardServer start(InetSocketAddress address, CallsView calls, Supplier<Health> health)
            throws IOException {
        PATIENCE_SECONDS.forEach((name, seconds) -> System.getProperties().putIfAbsent(name, seconds));
        DashboardServer dashboard = new DashboardServer(HttpServer.create(address, 0), new Routes(calls, health));
        dashboard.server.setExecutor(dashboard.threads);
        dashboard.server.createContext("/", dashboard::handle);
        dashboard.server.start();
        return dashboard;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                LOG.error("cannot answer a request", e);
                answer = Answer.error(500, "the dashboard failed; its log says why");
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) {
        if (!hosts.accepts(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.error(421, "this dashboard answers to localhost only");
        }
        if (!METHODS.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.error(405, "only GET is understood here");
        }
        return routes.answer(exchange.getRequestURI().getRawPath());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", answer.contentType());
        byte[] body = answer.bytes();
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
