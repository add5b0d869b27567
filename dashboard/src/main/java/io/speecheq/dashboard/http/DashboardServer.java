package io.speecheq.dashboard.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.speecheq.dashboard.access.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard's HTTP server: the page, the interface that {@code /api/openapi.json} describes, and {@code /healthz};
 * errors are JSON too. Nothing on its page comes from elsewhere, and browsers are told so.
 */
public final class DashboardServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DashboardServer.class);

    /** For answers; whoever listens to events holds none of them. A client that dawdles holds one for its patience. */
    private static final int THREADS = 32;

    /** Each costs a thread. */
    private static final int MOST_EVENT_CLIENTS = 256;

    private static final Answer FOREIGN_NAME = Answer.error(
            421,
            "this dashboard answers to localhost, to addresses in numbers, and to names that it was given:"
                    + " start it with --host NAME to reach it by that name");

    private static final String SESSION = "/api/session";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Set<String> SESSION_METHODS = Set.of("GET", "POST", "DELETE");
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                            + " form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    /**
     * The JDK's server waits for ever for a client that does not finish its request, and so would run out of threads. A
     * response may take longer than a stream of events lives.
     */
    private static final Map<String, String> PATIENCE_SECONDS = Map.of(
            "sun.net.httpserver.maxReqTime",
            "10",
            "sun.net.httpserver.maxRspTime",
            "" + (EventClients.LIFETIME.toSeconds() + 20));

    private final HttpServer server;
    private final ExecutorService threads;
    private final Wall wall;
    private final EventClients listeners;
    private final Routes routes;
    private final Door door;
    private final HostCheck hosts;

    private DashboardServer(HttpServer server, Service service, int mostEventClients) {
        this.server = server;
        OwnCalls own = new OwnCalls(service.calls(), service.instances());
        AllCalls all = new AllCalls(
                own,
                service.instances(),
                new Peers(service.tls(), service.access().peerToken()));
        this.wall = new Wall(all, service.instances());
        this.listeners = new EventClients(mostEventClients);
        this.routes = new Routes(own, all, service.history().map(KeptCalls::new), wall, service.health());
        this.door = new Door(
                service.access(), server.getAddress().getPort(), service.tls().isPresent());
        this.hosts =
                new HostCheck(server.getAddress().getAddress(), service.access().isOpen(), service.hostNames());
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
    public static DashboardServer start(InetSocketAddress address, Service service) throws IOException {
        return start(address, service, MOST_EVENT_CLIENTS);
    }

    static DashboardServer start(InetSocketAddress address, Service service, int mostEventClients) throws IOException {
        PATIENCE_SECONDS.forEach((name, seconds) -> System.getProperties().putIfAbsent(name, seconds));
        HttpServer server;
        if (service.tls().isPresent()) {
            HttpsServer https = HttpsServer.create(address, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(service.tls().get()));
            server = https;
        } else {
            server = HttpServer.create(address, 0);
        }
        DashboardServer dashboard = new DashboardServer(server, service, mostEventClients);
        server.setExecutor(dashboard.threads);
        server.createContext("/", dashboard::handle);
        server.start();
        return dashboard;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        wall.close();
        listeners.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        Reply reply;
        try {
            reply = reply(exchange);
        } catch (IOException e) {
            exchange.close();
            throw e;
        } catch (RuntimeException e) {
            LOG.error("cannot answer a request", e);
            reply = Answer.error(500, "the dashboard failed; its log says why");
        }
        if (reply instanceof EventReply events) {
            if (listeners.serve(exchange, events.feed())) {
                return;
            }
            events.feed().close();
            reply = Answer.error(503, "too many listen to events already; try again later");
        }
        try (exchange) {
            send(exchange, (Answer) reply);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (!hosts.accepts(exchange.getRequestHeaders().getFirst("Host"))) {
            return FOREIGN_NAME;
        }
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod();
        boolean isSession = path.equals(SESSION);
        if (!(isSession ? SESSION_METHODS : METHODS).contains(method)) {
            exchange.getResponseHeaders().set("Allow", isSession ? "GET, POST, DELETE" : "GET, HEAD");
            return Answer.error(
                    405, isSession ? "GET, POST and DELETE are understood here" : "only GET is understood here");
        } else if (isSession) {
            return door.session(exchange);
        }
        Optional<Role> role = door.role(exchange.getRequestHeaders());
        String lastEventId = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .orElse("");
        try {
            Map<String, String> parameters =
                    Request.parameters(exchange.getRequestURI().getRawQuery());
            Reply reply = routes.reply(new Request(path, parameters, role, lastEventId));
            return reply instanceof EventReply events && method.equals("HEAD") ? refused(events) : reply;
        } catch (IllegalArgumentException e) {
            return Answer.error(400, "a parameter is not percent-encoded UTF-8");
        }
    }

    private static Answer refused(EventReply events) {
        events.feed().close();
        return Answer.error(405, "events are for GET");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.contentType());
        if (answer.status() == 401) {
            headers.set("WWW-Authenticate", "Bearer");
        }
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
