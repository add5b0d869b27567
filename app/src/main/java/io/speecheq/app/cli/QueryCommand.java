package io.speecheq.app.cli;

import io.speecheq.app.query.AlignedTable;
import io.speecheq.app.query.HistoryQuery;
import io.speecheq.app.query.RowForm;
import io.speecheq.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query}: SQL over the Parquet files of history. */
@Command(
        description = "Ask the Parquet files of history in SQL, with DuckDB; nothing is changed.",
        footer = {
            "",
            "Tables: emotion_window, call_trajectory, call, alert; 'DESCRIBE call' shows what is in one. Columns are the"
                    + " fields of the records and day, the day of callStart in UTC. docs/history.md has examples.",
        })
final class QueryCommand implements Callable<Integer> {

    static final String USUAL_FOLDER = "history";

    private final Terminal terminal;

    // Given by picocli before call.
    @SuppressWarnings("NullAway.Init")
    @Parameters(
            paramLabel = "SQL",
            description = "One question, such as \"SELECT status, count(*) FROM call GROUP BY 1\".")
    private String sql;

    @Option(
            names = "--parquet",
            paramLabel = "DIR",
            defaultValue = USUAL_FOLDER,
            description = "The folder that 'history --parquet' writes. Default: ${DEFAULT-VALUE}.")
    private Path parquet = Path.of(USUAL_FOLDER);

    @Nullable
    @ArgGroup
    private Form form;

    /** One of them. */
    static final class Form {
        @Option(names = "--csv", description = "Print comma-separated values.")
        private boolean isCsv;

        @Option(names = "--json", description = "Print a line of JSON for each row.")
        private boolean isJson;
    }

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (HistoryQuery query = HistoryQuery.over(parquet)) {
            query.answer(sql, rows());
            return 0;
        }
    }

    private RowForm rows() {
        if (form != null && form.isCsv) {
            return RowForm.csv(terminal::print);
        }
        return form != null && form.isJson ? RowForm.json(terminal::print) : new AlignedTable(terminal);
    }
}
