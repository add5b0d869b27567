package io.speecheq.dashboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.access.Role;
import java.io.IOException;
import java.util.Optional;

/**
 * Who somebody is, by what stands in a request's headers, and {@code /api/session}, where the page exchanges a token for a
 * cookie that scripts cannot read and other sites cannot use: a browser's EventSource sends no headers of ours.
 */
final class Door {

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_BODY = 4_096;
    private static final JsonMapper JSON = new JsonMapper();

    private final Access access;
    private final String cookie;
    private final String attributes;

    /**
     * @param port cookies do not know ports, so their name says it
     */
    Door(Access access, int port, boolean isTls) {
        this.access = access;
        this.cookie = "speecheq-" + port;
        this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (isTls ? "; Secure" : "");
    }

    Optional<Role> role(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        Optional<String> token = Optional.ofNullable(authorization)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        return access.role(token, session(headers));
    }

    /** {@code POST {"token": …}} signs in, {@code DELETE} signs out, {@code GET} says who one is. */
    Answer session(HttpExchange exchange) throws IOException {
        return switch (exchange.getRequestMethod()) {
            case "POST" -> signIn(exchange);
            case "DELETE" -> {
                session(exchange.getRequestHeaders()).ifPresent(access::signOut);
                exchange.getResponseHeaders().set("Set-Cookie", cookie + "=" + attributes + "; Max-Age=0");
                yield Answer.json(200, JsonNodeFactory.instance.objectNode());
            }
            default ->
                role(exchange.getRequestHeaders())
                        .map(this::who)
                        .orElseGet(() -> Answer.error(401, "not signed in: POST {\"token\": …} to /api/session"));
        };
    }

    private Answer signIn(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        JsonNode token;
        try {
            token = JSON.readTree(body).path("token");
        } catch (IOException e) {
            return Answer.error(400, "the body must be JSON: {\"token\": …}");
        }
        if (access.isOpen()) {
            return who(Role.SUPERVISOR);
        }
        Optional<String> session =
                token.isTextual() ? access.signIn(token.textValue().strip()) : Optional.empty();
        if (session.isEmpty()) {
            return Answer.error(401, "this token is not known here");
        }
        exchange.getResponseHeaders().set("Set-Cookie", cookie + "=" + session.get() + attributes);
        return who(access.role(Optional.empty(), session).orElseThrow());
    }

    private Answer who(Role role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("role", role.word());
        node.put("open", access.isOpen());
        return Answer.json(200, node);
    }

    private Optional<String> session(Headers headers) {
        String cookies = headers.getFirst("Cookie");
        if (cookies != null) {
            for (String pair : cookies.split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(cookie)) {
                    return Optional.of(parts[1]);
                }
            }
        }
        return Optional.empty();
    }
}
