package io.speecheq.app.cli;

import io.speecheq.app.history.ParquetRows;
import io.speecheq.app.history.TopicTombstones;
import io.speecheq.app.job.KafkaSettings;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.postgres.PostgresRows;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code erase}: takes a call out of history. */
@Command(
        description = "Erase a call from history and from the compacted topics.",
        footer = {
            "",
            "An erased call is not written again, whatever the topics still tell of it. What only their retention removes is"
                    + " told at the end. It can be run again at any time, and while jobs are running.",
        })
final class EraseCommand implements Callable<Integer> {

    private final Terminal terminal;

    // Given by picocli before call.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(names = "--call", paramLabel = "ID", required = true, description = "The call's id.")
    private String callId = "";

    @Mixin
    private final PlaceOptions places = new PlaceOptions();

    @Nullable
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            converter = BrokerOption.AddressesConverter.class,
            description = "Erase it from the compacted topics of this Kafka, too.")
    private String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            converter = BrokerOption.SettingsConverter.class,
            description = BrokerOption.KAFKA_CONFIG)
    private KafkaSettings kafkaSettings = KafkaSettings.none();

    EraseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Optional<PostgresRows> postgres = places.rows();
        Optional<Path> parquet = places.parquet();
        if (postgres.isEmpty() && parquet.isEmpty() && bootstrapServers == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "name where to erase it: --postgres, --parquet, --bootstrap-servers, or several");
        }
        if (postgres.isPresent()) {
            terminal.print("PostgreSQL: " + text(postgres.get().erase(callId), "rows"));
        }
        if (parquet.isPresent()) {
            terminal.print("Parquet: " + text(new ParquetRows(parquet.get()).erase(callId), "records"));
            terminal.note(
                    "A history job that runs has a file open until its --roll-interval is over, which may bring the"
                            + " call once more: no query shows it, and 'expire' or another 'erase' then takes it out.");
        }
        if (bootstrapServers != null) {
            Map<Topic, Integer> tombstones =
                    new TopicTombstones(kafkaSettings.connection(bootstrapServers)).write(callId);
            tombstones.forEach((topic, count) -> terminal.print(topic.name() + ": " + count + " keys deleted"));
        }
        terminal.note(
                "What only retention removes, unless it was shortened: its audio (speecheq.audio, 1 day), its windows"
                        + " (speecheq.emotions and challenger-emotions, 7 days), dead letters of it (7 days), its alerts"
                        + " (speecheq.alerts, 30 days), earlier states on compacted topics (the next compaction), backups.");
        return 0;
    }

    private static String text(Map<HistoryTable<?>, Integer> erased, String what) {
        return erased.entrySet().stream()
                        .map(entry -> entry.getValue() + " of " + entry.getKey().name())
                        .collect(Collectors.joining(", "))
                + " " + what + " erased";
    }
}
