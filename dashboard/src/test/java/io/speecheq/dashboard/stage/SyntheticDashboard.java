package io.speecheq.dashboard.stage;

import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.access.Tokens;
import io.speecheq.dashboard.calls.DrivenCalls;
import io.speecheq.dashboard.http.DashboardServer;
import io.speecheq.dashboard.http.Health;
import io.speecheq.dashboard.http.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The page with synthetic calls that unroll, without a Kafka: {@code main} serves it to look at, tests drive it second by
 * second.
 */
public final class SyntheticDashboard implements AutoCloseable {

    private static final List<String> NAMES = List.of(
            "billing",
            "returns",
            "delivery",
            "upgrade",
            "outage",
            "refund",
            "new-line",
            "warranty",
            "booking",
            "claims");

    private final DrivenCalls driven = new DrivenCalls();
    private final List<SyntheticCall> calls = new ArrayList<>();
    private final Access access;
    private final UnaryOperator<Service> served;
    private DashboardServer server;

    /** @param tokens lines of a tokens file; none lets everybody in */
    public SyntheticDashboard(int port, List<String> tokens) throws IOException {
        this(port, tokens, UnaryOperator.identity());
    }

    SyntheticDashboard(int port, List<String> tokens, UnaryOperator<Service> served) throws IOException {
        this.served = served;
        access = tokens.isEmpty() ? Access.open() : Access.by(Tokens.parse(tokens));
        server = serve(port);
    }

    private DashboardServer serve(int port) throws IOException {
        return DashboardServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                served.apply(Service.open(driven.view(), () -> new Health(true, "RUNNING"))
                        .withAccess(access)));
    }

    /** Calls of all ages: most of them live, each with its past. */
    public void populate(int count, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            String callId = NAMES.get(i % NAMES.size()) + "-" + (4_200 + 37 * i);
            int past = (count > 100 ? 5 + random.nextInt(6) : 10 + random.nextInt(260));
            int seconds = random.nextInt(6) == 0 ? past : past + 60 + random.nextInt(600);
            SyntheticCall call = new SyntheticCall(
                    callId, DrivenCalls.NOON.minusSeconds(past), seconds, i % 3 == 0, seed * 1_000 + i);
            for (int second = 0; second < past; second++) {
                call.next(driven);
            }
            calls.add(call);
        }
    }

    public void add(SyntheticCall call) {
        calls.add(call);
    }

    /** A second passes. */
    public void pass() {
        driven.pass(Duration.ofSeconds(1));
        calls.forEach(call -> call.next(driven));
        calls.removeIf(SyntheticCall::isOver);
    }

    public DrivenCalls driven() {
        return driven;
    }

    public String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    public int port() {
        return server.address().getPort();
    }

    /** As if the process had died. */
    public void stop() {
        server.close();
    }

    public void startAgain(int port) throws IOException {
        server = serve(port);
    }

    @Override
    public void close() {
        server.close();
        driven.close();
    }

    /** {@code [port [calls]]}; until it is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8081;
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
        try (SyntheticDashboard dashboard = new SyntheticDashboard(port, List.of())) {
            dashboard.populate(count, 7);
            while (true) {
                Thread.sleep(1_000);
                dashboard.pass();
            }
        }
    }
}
