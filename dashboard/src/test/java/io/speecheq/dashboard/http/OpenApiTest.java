package io.speecheq.dashboard.http;

import static io.speecheq.dashboard.calls.DrivenCalls.alert;
import static io.speecheq.dashboard.calls.DrivenCalls.summary;
import static io.speecheq.dashboard.calls.DrivenCalls.trajectory;
import static io.speecheq.dashboard.calls.DrivenCalls.window;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The description of the interface, held to what the server does. */
class OpenApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> PATHS = Set.of(
            "/api/calls",
            "/api/calls/{id}",
            "/api/calls/{id}/windows",
            "/api/calls/{id}/events",
            "/api/events",
            "/api/alerts",
            "/api/session",
            "/api/openapi.json",
            "/healthz");

    /** It may be anywhere, and cannot be provoked everywhere. */
    private static final String FAULT = "500";

    @Test
    void everyPathIsDescribedAndEveryAnswerIsAsDescribed() throws Exception {
        try (ServedDashboard dashboard = new ServedDashboard(service -> service)) {
            dashboard.driven.accept(window("a", "customer", 0));
            dashboard.driven.accept(trajectory("a", "customer", TrajectoryStatus.ACTIVE, 1));
            dashboard.driven.accept(summary("a", CallStatus.UPDATED, 1));
            dashboard.driven.accept(alert("a", 1, AlertState.RAISED));
            JsonNode document = JSON.readTree(dashboard.get("/api/openapi.json").body());
            assertThat(document.at("/openapi").textValue()).isEqualTo("3.1.0");
            Set<String> described = new TreeSet<>();
            document.path("paths").fieldNames().forEachRemaining(described::add);
            assertThat(described).isEqualTo(new TreeSet<>(PATHS));
            for (String path : described) {
                JsonNode ok = document.path("paths").path(path).at("/get/responses/200/content");
                String asked = path.replace("{id}", "a");
                if (ok.has("text/event-stream")) {
                    try (Listener events =
                            Listener.to(URI.create("http://" + dashboard.name() + asked), "", Optional.empty())) {
                        assertThat(events.status()).as(path).isEqualTo(200);
                    }
                } else {
                    HttpResponse<String> answer = dashboard.get(asked);
                    assertThat(answer.statusCode()).as(path).isEqualTo(200);
                    List<String> wrong = new ArrayList<>();
                    check(document, ok.at("/application~1json/schema"), JSON.readTree(answer.body()), path, wrong);
                    assertThat(wrong).isEmpty();
                }
            }
        }
    }

    @Test
    void theErrorsThatAreDescribedAreThoseThatAreGiven() throws Exception {
        try (Provoked provoked = new Provoked()) {
            JsonNode document = provoked.document();
            for (String path : PATHS) {
                for (Map.Entry<String, JsonNode> operation :
                        document.path("paths").path(path).properties()) {
                    String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path;
                    JsonNode responses = operation.getValue().path("responses");
                    Set<String> described = new TreeSet<>();
                    responses.fieldNames().forEachRemaining(described::add);
                    Map<String, JsonNode> given =
                            provoked.errors(operation.getKey().toUpperCase(Locale.ROOT), path);
                    Set<String> expected = new TreeSet<>(given.keySet());
                    expected.addAll(List.of("200", FAULT));

                    assertThat(described).as(name).isEqualTo(expected);
                    List<String> wrong = new ArrayList<>();
                    given.forEach((status, body) -> check(
                            document,
                            response(document, responses.path(status)).at("/content/application~1json/schema"),
                            body,
                            name + " " + status,
                            wrong));
                    assertThat(wrong).isEmpty();
                }
            }
        }
    }

    private static JsonNode response(JsonNode document, JsonNode response) {
        return response.has("$ref")
                ? document.at(response.path("$ref").textValue().substring(1))
                : response;
    }

    /** Required fields are there, and fields of the types that are said; as much of JSON Schema as the document uses. */
    private static void check(JsonNode document, JsonNode schema, JsonNode value, String at, List<String> wrong) {
        if (schema.has("$ref")) {
            String[] parts = schema.path("$ref").textValue().split("/", -1);
            check(document, document.path("components").path(parts[2]).path(parts[3]), value, at, wrong);
        } else if (schema.has("anyOf")) {
            if (!value.isNull()) {
                check(document, schema.path("anyOf").path(0), value, at, wrong);
            }
        } else if (schema.has("enum")) {
            List<String> allowed = new ArrayList<>();
            schema.path("enum").forEach(one -> allowed.add(one.asText()));
            if (!allowed.contains(value.asText())) {
                wrong.add(at + " is " + value);
            }
        } else {
            checkType(document, schema, value, at, wrong);
        }
    }

    private static void checkType(JsonNode document, JsonNode schema, JsonNode value, String at, List<String> wrong) {
        String types = schema.path("type").toString();
        boolean fits = (types.contains("object") && value.isObject())
                || (types.contains("array") && value.isArray())
                || (types.contains("string") && value.isTextual())
                || (types.contains("boolean") && value.isBoolean())
                || (types.contains("integer") && value.isIntegralNumber())
                || (types.contains("number") && value.isNumber())
                || (types.contains("null") && value.isNull())
                || types.isEmpty();
        if (!fits) {
            wrong.add(at + " is no " + types + " but " + value);
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.textValue())) {
                wrong.add(at + " lacks " + name);
            }
        });
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                check(
                        document,
                        property.getValue(),
                        value.path(property.getKey()),
                        at + "." + property.getKey(),
                        wrong);
            }
        });
        if (schema.has("items")) {
            value.forEach(item -> check(document, schema.path("items"), item, at + "[]", wrong));
        }
    }
}
