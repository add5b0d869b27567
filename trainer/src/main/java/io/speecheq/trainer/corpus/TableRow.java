package io.speecheq.trainer.corpus;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one line of a table says.
 *
 * @param line from 1
 * @param cells by the names of their columns, stripped; blank ones are kept
 */
record TableRow(Path file, int line, Map<String, String> cells) {
    TableRow {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** A cell's text, unless the column is missing or the cell blank. */
    Optional<String> cell(String column) {
        return Optional.ofNullable(cells.get(column)).filter(text -> !text.isEmpty());
    }

    /** A cell's text; empty when there is none. */
    String text(String column) {
        return cell(column).orElse("");
    }

    /** The refusal of this row: what is wrong with it, and what to do. */
    CorpusException refused(String fault) {
        return new CorpusException(located(fault));
    }

    CorpusException refused(String fault, Throwable cause) {
        return new CorpusException(located(fault), cause);
    }

    private String located(String fault) {
        return "line %d of %s: %s".formatted(line, file, fault);
    }
}
