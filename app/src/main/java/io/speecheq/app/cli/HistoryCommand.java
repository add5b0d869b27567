package io.speecheq.app.cli;

import io.speecheq.app.history.History;
import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.terminal.Terminal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code history}: keeps what the topics tell of calls, in PostgreSQL and in Parquet files. */
@Command(
        description = "Keep what the topics tell of calls: in PostgreSQL, in Parquet files, or both.",
        footer = {
            "",
            "User and password of the database: PGUSER and PGPASSWORD, or ~/.pgpass. On a Flink cluster the same jobs are"
                    + " io.speecheq.app.history.HistoryJob: docs/history.md.",
        })
final class HistoryCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Nullable
    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "Keep it there: jdbc:postgresql://host:5432/database. Its tables are made if need be.")
    private String postgres;

    @Nullable
    @Option(
            names = "--parquet",
            paramLabel = "DIR",
            description = "Keep it there, in a folder for each table and day; of calls and trajectories their end.")
    private String parquet;

    @Option(
            names = "--roll-interval",
            paramLabel = "DURATION",
            defaultValue = HistoryConfiguration.USUAL_ROLL,
            description = "After so long what was read is in a complete Parquet file. Default: ${DEFAULT-VALUE}.")
    private String rollInterval = HistoryConfiguration.USUAL_ROLL;

    @Option(
            names = "--job-name",
            paramLabel = "NAME",
            defaultValue = HistoryConfiguration.USUAL_NAME,
            description =
                    "Names the consumer groups: another one for every database, which then gets what the topics still"
                            + " hold. Default: ${DEFAULT-VALUE}.")
    private String jobName = HistoryConfiguration.USUAL_NAME;

    HistoryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        HistoryConfiguration configuration = HistoryConfiguration.of(values(), System.getenv());
        try (Lifetime lifetime = Lifetime.ofProcess()) {
            History history = lifetime.owns(History.start(configuration, line -> terminal.note(line)));
            String places = Stream.concat(
                            configuration.postgres().map(Object::toString).stream(), configuration.parquet().stream())
                    .collect(Collectors.joining(" and "));
            terminal.note("History of " + broker.servers() + " is kept in " + places + "; Ctrl-C ends it.");
            CompletableFuture.anyOf(history.failed().exceptionally(failure -> null), lifetime.ending())
                    .join();
            history.throwFailure();
            return 0;
        }
    }

    private Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        broker.addTo(values);
        values.put("roll-interval", rollInterval);
        values.put("job-name", jobName);
        AnalysisOptions.put(values, "postgres", postgres);
        AnalysisOptions.put(values, "parquet", parquet);
        return values;
    }
}
