package io.speecheq.app.cli;

import io.speecheq.app.history.ParquetRows;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.postgres.PostgresFailedException;
import io.speecheq.sinks.postgres.PostgresRows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code expire}: retention of history, table by table. */
@Command(
        description = "Delete what history has kept for long enough; to be run every day, by a timer of yours.",
        footer = {
            "",
            "Age goes by the beginning of calls. Example: --table emotion_window=90d --table alert=1095d. Tables that are not"
                    + " named keep everything. In Parquet files it also takes out what is left of erased calls.",
        })
final class ExpireCommand implements Callable<Integer> {

    private final Terminal terminal;

    // Given by picocli before call.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Mixin
    private final PlaceOptions places = new PlaceOptions();

    @Option(
            names = "--table",
            paramLabel = "TABLE=DAYSd",
            required = true,
            converter = KeepConverter.class,
            description = "How long to keep a table: emotion_window, call_trajectory, call or alert. Repeatable.")
    private List<Keep> keeps = new ArrayList<>();

    /** How long a table is kept. */
    record Keep(HistoryTable<?> table, Duration time) {}

    /** As {@code emotion_window=90d}. */
    static final class KeepConverter implements ITypeConverter<Keep> {

        private static final Pattern TEXT = Pattern.compile("([a-z_]+)=([1-9]\\d{0,4})d");

        @Override
        public Keep convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is not like emotion_window=90d");
            }
            return new Keep(table(matcher.group(1)), Duration.ofDays(Long.parseLong(matcher.group(2))));
        }

        private static HistoryTable<?> table(String name) {
            return HistoryTable.all().stream()
                    .filter(table -> table.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no table '" + name + "'; there are "
                            + HistoryTable.all().stream()
                                    .map(HistoryTable::name)
                                    .collect(Collectors.joining(", "))));
        }
    }

    ExpireCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Optional<PostgresRows> postgres = places.rows();
        Optional<Path> parquet = places.parquet();
        if (postgres.isEmpty() && parquet.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "name where history is kept: --postgres, --parquet, or both");
        }
        Instant now = Instant.now();
        for (Keep keep : keeps) {
            Instant before = now.minus(keep.time());
            if (postgres.isPresent()) {
                expire(postgres.get(), keep.table(), before);
            }
            if (parquet.isPresent()) {
                int files = new ParquetRows(parquet.get()).expire(keep.table(), before, now);
                terminal.print("Parquet: " + files + " files of " + keep.table().name() + " deleted");
            }
        }
        if (parquet.isPresent()) {
            int records = new ParquetRows(parquet.get())
                    .finishErasures().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
            if (records > 0) {
                terminal.print("Parquet: " + records + " records of erased calls taken out");
            }
        }
        return 0;
    }

    private void expire(PostgresRows postgres, HistoryTable<?> table, Instant before) throws PostgresFailedException {
        long rows = postgres.expire(
                table,
                before,
                deleted -> terminal.progress("PostgreSQL: " + deleted + " rows of " + table.name() + " …"));
        terminal.print("PostgreSQL: " + rows + " rows of " + table.name() + " deleted");
    }
}
