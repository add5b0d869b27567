package io.speecheq.trainer.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text in UTF-8, with or without a byte order mark, whose first line names the columns of the others. */
final class DelimitedText {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private DelimitedText() {}

    /** Rows whose cells may stand in double quotes. */
    static List<TableRow> quoted(Path file, char separator) throws IOException, CorpusException {
        return rows(file, CsvSchema.emptySchema().withColumnSeparator(separator));
    }

    /** Rows in which a double quote is a character like any other. */
    static List<TableRow> unquoted(Path file, char separator) throws IOException, CorpusException {
        return rows(file, CsvSchema.emptySchema().withColumnSeparator(separator).withoutQuoteChar());
    }

    private static List<TableRow> rows(Path file, CsvSchema schema) throws IOException, CorpusException {
        List<TableRow> rows = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = CSV.reader().with(schema).createParser(in)) {
            List<String> columns = List.of();
            while (parser.nextToken() != null) {
                parser.nextToken();
                int line = parser.currentTokenLocation().getLineNr(); // a row has none of its own; its first cell does
                List<String> cells = cells(parser);
                if (columns.isEmpty()) {
                    columns = columns(file, cells);
                } else {
                    rows.add(row(file, line, columns, cells));
                }
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CorpusException(
                    "line %d of %s cannot be read: %s; check its quotes".formatted(line, file, e.getOriginalMessage()),
                    e);
        } catch (CharConversionException e) {
            throw new CorpusException("%s is not UTF-8; save it as UTF-8".formatted(file), e);
        }
        return rows;
    }

    /** What remains of a row, from its first cell on. */
    private static List<String> cells(JsonParser parser) throws IOException {
        List<String> cells = new ArrayList<>();
        for (; parser.currentToken() != JsonToken.END_ARRAY; parser.nextToken()) {
            cells.add(parser.getText());
        }
        return cells;
    }

    private static List<String> columns(Path file, List<String> names) throws CorpusException {
        List<String> columns = names.stream().map(String::strip).toList();
        if (new HashSet<>(columns).size() != columns.size()) {
            throw new CorpusException("line 1 of %s names a column twice: %s; name each once".formatted(file, columns));
        }
        return columns;
    }

    private static TableRow row(Path file, int line, List<String> columns, List<String> cells) throws CorpusException {
        if (cells.size() != columns.size()) {
            throw new CorpusException(
                    "line %d of %s has %d cells, not the %d of the columns %s; quote separators in texts"
                            .formatted(line, file, cells.size(), columns.size(), columns));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i).strip());
        }
        return new TableRow(file, line, row);
    }
}
