package io.speecheq.trainer.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text of one JSON object a line. */
final class JsonLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLines() {}

    /** The objects' fields as cells: a number as it prints, null as blank, a list or an object as JSON. */
    static List<TableRow> rows(Path file) throws IOException, CorpusException {
        List<TableRow> rows = new ArrayList<>();
        List<String> lines = KeyedLines.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row(file, i + 1, lines.get(i)));
            }
        }
        return rows;
    }

    /** The fields of a file that is one JSON object. */
    static Map<String, String> object(Path file) throws IOException, CorpusException {
        return row(file, 1, String.join(" ", KeyedLines.lines(file))).cells();
    }

    private static TableRow row(Path file, int line, String json) throws CorpusException {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new CorpusException("line %d of %s is not JSON: %s".formatted(line, file, e.getOriginalMessage()), e);
        }
        if (!node.isObject()) {
            throw new CorpusException("line %d of %s is no JSON object; write one object a line".formatted(line, file));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            String text = value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString();
            cells.put(field.getKey(), text.strip());
        }
        return new TableRow(file, line, cells);
    }
}
