package io.speecheq.dashboard.http;

import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.access.Tokens;
import io.speecheq.dashboard.calls.DrivenCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server over driven calls, and a client of it. */
final class ServedDashboard implements AutoCloseable {

    static final String VIEWER = "a-viewers-long-token";
    static final String SUPERVISOR = "a-supervisors-long-token";
    static final String PEER = "a-peers-very-long-token";

    final DrivenCalls driven = new DrivenCalls();
    private final DashboardServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ServedDashboard(UnaryOperator<Service> change) throws IOException {
        this(change, 8);
    }

    ServedDashboard(UnaryOperator<Service> change, int mostEventClients) throws IOException {
        Service open = Service.open(driven.view(), () -> new Health(true, "RUNNING"));
        server = DashboardServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), change.apply(open), mostEventClients);
    }

    static Access guarded() {
        return Access.by(Tokens.parse(List.of("viewer " + VIEWER, "supervisor " + SUPERVISOR, "peer " + PEER)));
    }

    String name() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return server.address().getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + name() + path));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    void stop() {
        server.close();
    }

    @Override
    public void close() {
        server.close();
        driven.close();
    }
}
