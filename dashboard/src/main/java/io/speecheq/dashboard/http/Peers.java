package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Asks other instances for their share. Thread-safe. */
final class Peers {

    /** The parameter that says: your own share alone, ask nobody else. */
    static final String OWN_SHARE = "share=own";

    /** With a whole answer: the client's own limit ends with the headers, before JDK 26 (JDK-8208693). */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final JsonMapper JSON = new JsonMapper();

    private final String scheme;
    private final HttpClient client;
    private final Optional<String> token;

    Peers(Optional<SSLContext> tls, Optional<String> token) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        tls.ifPresent(builder::sslContext);
        this.client = builder.build();
        this.scheme = tls.isPresent() ? "https" : "http";
        this.token = token;
    }

    /**
     * The JSON at a path of an instance; nothing where it says that there is none.
     *
     * @return fails when the instance does not answer, or answers otherwise
     */
    CompletableFuture<Optional<ObjectNode>> get(String instance, String pathAndQuery) {
        String separator = pathAndQuery.contains("?") ? "&" : "?";
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(
                    URI.create(scheme + "://" + instance + pathAndQuery + separator + OWN_SHARE));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        return sent.thenApply(Peers::read)
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> sent.cancel(true));
    }

    private static Optional<ObjectNode> read(HttpResponse<byte[]> response) {
        if (response.statusCode() == 404) {
            return Optional.empty();
        } else if (response.statusCode() != 200) {
            throw new IllegalStateException("the instance says " + response.statusCode());
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            if (answer instanceof ObjectNode object) {
                return Optional.of(object);
            }
            throw new IllegalStateException("the instance answers with no object");
        } catch (IOException e) {
            throw new UncheckedIOException("the instance answers with no JSON", e);
        }
    }
}
