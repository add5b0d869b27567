package io.speecheq.schemas.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One JSON object of a card, with its path from the root: a field that is missing or of the wrong kind is told by path. */
final class CardFields {

    /** Reads a part of a card. */
    interface Part<T> {
        T read() throws InvalidModelCardException;
    }

    /** Reads a part of a card out of its object. */
    interface PartOf<T> {
        T read(CardFields fields) throws InvalidModelCardException;
    }

    private final JsonNode object;
    private final String path;

    private CardFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    static CardFields root(JsonNode root) throws InvalidModelCardException {
        return of(root, "");
    }

    private static CardFields of(JsonNode node, String path) throws InvalidModelCardException {
        if (!node.isObject()) {
            throw new InvalidModelCardException(path.isEmpty() ? "not a JSON object" : path + " must be an object");
        }
        return new CardFields(node, path);
    }

    /** The part, with a broken invariant told as a fault of the text. */
    <T> T build(Part<T> part) throws InvalidModelCardException {
        try {
            return part.read();
        } catch (IllegalArgumentException e) {
            throw new InvalidModelCardException((path.isEmpty() ? "" : path + ": ") + e.getMessage());
        }
    }

    boolean has(String field) {
        return optional(field) != null;
    }

    String text(String field) throws InvalidModelCardException {
        return text(mandatory(field), pathOf(field));
    }

    int integer(String field) throws InvalidModelCardException {
        JsonNode node = mandatory(field);
        require(node.isIntegralNumber() && node.canConvertToInt(), field, "a whole number");
        return node.intValue();
    }

    long longInteger(String field) throws InvalidModelCardException {
        JsonNode node = mandatory(field);
        require(node.isIntegralNumber() && node.canConvertToLong(), field, "a whole number");
        return node.longValue();
    }

    double number(String field) throws InvalidModelCardException {
        return number(mandatory(field), pathOf(field));
    }

    OptionalDouble optionalNumber(String field) throws InvalidModelCardException {
        return has(field) ? OptionalDouble.of(number(field)) : OptionalDouble.empty();
    }

    Optional<Instant> optionalInstant(String field) throws InvalidModelCardException {
        if (!has(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text(field)));
        } catch (DateTimeParseException e) {
            throw wrong(pathOf(field), "a time such as 2026-01-31T12:00:00Z");
        }
    }

    Optional<Interval> optionalInterval(String field) throws InvalidModelCardException {
        if (!has(field)) {
            return Optional.empty();
        }
        List<JsonNode> bounds = elements(field);
        require(bounds.size() == 2, field, "two numbers");
        return Optional.of(new Interval(number(bounds.get(0), pathOf(field)), number(bounds.get(1), pathOf(field))));
    }

    List<String> texts(String field) throws InvalidModelCardException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            texts.add(text(element, pathOf(field) + "[" + texts.size() + "]"));
        }
        return texts;
    }

    List<Float> floats(String field) throws InvalidModelCardException {
        List<Float> floats = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            floats.add((float) number(element, pathOf(field) + "[" + floats.size() + "]"));
        }
        return floats;
    }

    Map<String, String> textMap(String field) throws InvalidModelCardException {
        CardFields map = object(field);
        Map<String, String> texts = new TreeMap<>();
        Iterator<String> names = map.object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            texts.put(name, map.text(name));
        }
        return texts;
    }

    CardFields object(String field) throws InvalidModelCardException {
        return of(mandatory(field), pathOf(field));
    }

    <T> List<T> objects(String field, PartOf<T> part) throws InvalidModelCardException {
        List<T> parts = new ArrayList<>();
        for (JsonNode element : elements(field)) {
            parts.add(part.read(of(element, pathOf(field) + "[" + parts.size() + "]")));
        }
        return parts;
    }

    private List<JsonNode> elements(String field) throws InvalidModelCardException {
        JsonNode node = mandatory(field);
        require(node.isArray(), field, "a list");
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        return elements;
    }

    private static String text(JsonNode node, String path) throws InvalidModelCardException {
        if (!node.isTextual()) {
            throw wrong(path, "a text");
        }
        return node.textValue();
    }

    private static double number(JsonNode node, String path) throws InvalidModelCardException {
        if (!node.isNumber()) {
            throw wrong(path, "a number");
        }
        return node.doubleValue();
    }

    private JsonNode mandatory(String field) throws InvalidModelCardException {
        JsonNode node = optional(field);
        if (node == null) {
            throw new InvalidModelCardException(pathOf(field) + " is missing");
        }
        return node;
    }

    private @Nullable JsonNode optional(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    private void require(boolean holds, String field, String kind) throws InvalidModelCardException {
        if (!holds) {
            throw wrong(pathOf(field), kind);
        }
    }

    private static InvalidModelCardException wrong(String path, String kind) {
        return new InvalidModelCardException(path + " must be " + kind);
    }

    private String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
