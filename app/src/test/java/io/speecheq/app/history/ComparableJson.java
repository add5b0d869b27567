package io.speecheq.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON in one order of its fields and one form of its numbers, that of a float where it has a fraction: so that a record is the same text whether a
 * topic, PostgreSQL or DuckDB tells it.
 */
public final class ComparableJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ComparableJson() {}

    public static String of(String json) {
        try {
            return of(JSON.readTree(json)).toString();
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + json, e);
        }
    }

    private static Object of(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
            return fields.toString();
        } else if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> elements.add(of(element)));
            return elements;
        }
        return node.isFloatingPointNumber() ? of(node.floatValue()) : node.asText();
    }

    private static Object of(float number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Float.toString(number);
    }
}
