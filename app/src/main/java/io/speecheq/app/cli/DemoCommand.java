package io.speecheq.app.cli;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.demo.Demo;
import io.speecheq.app.demo.DemoOptions;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.KafkaSettings;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.replay.KnownCalls;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.ingest.recording.CallNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code demo}: everything in one process. */
@Command(
        description =
                "Replay recordings as live calls through a whole SpeechEQ in this process: Kafka, Flink, dashboard.",
        footer = {
            "",
            "Without a file it replays samples/billing-call.flac, a synthetic call, as three calls. A stereo file is customer left, agent right.",
            "A file that was replayed into the same Kafka before becomes another call, with a number behind its name.",
        })
final class DemoCommand implements Callable<Integer> {

    private static final int SAMPLE_CALLS = 3;
    private static final int MOST_CALLS = 1_000;

    private final Terminal terminal;
    private final Home home;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Recordings.")
    private List<Path> files = List.of();

    @Nullable
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            converter = BrokerOption.AddressesConverter.class,
            description = "Use this Kafka. Default: one is started in this process.")
    private String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            converter = BrokerOption.SettingsConverter.class,
            description = BrokerOption.KAFKA_CONFIG)
    private KafkaSettings kafkaSettings = KafkaSettings.none();

    @Nullable
    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The dashboard's port. Default: 8080, or a free one where that is taken.")
    private Integer port;

    @Nullable
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep topics and checkpoints there, and go on from them. Default: a temporary folder.")
    private Path data;

    @Nullable
    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "How many calls each recording makes, one after the other. Default: 3 of the sample, else 1.")
    private Integer calls;

    @Nullable
    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description =
                    "Keep the calls there too: jdbc:postgresql://host:5432/database. See speecheq history --help.")
    private String postgres;

    @Nullable
    @Option(names = "--parquet", paramLabel = "DIR", description = "Keep the calls there too, as Parquet files.")
    private String parquet;

    @Option(names = "--exit-when-done", description = "End once every call has ended.")
    private boolean exitWhenDone;

    @Mixin
    private final ReplayArguments replay = new ReplayArguments();

    @Mixin
    private final RecordingOptions recordings = new RecordingOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Mixin
    private final ModelOption model = new ModelOption();

    DemoCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        List<Path> named = files.isEmpty() ? List.of(home.sample()) : files;
        // Before anything is started: what is wrong shows at once, and no broker is needed to say it.
        RecordingOptions.Opened checked =
                recordings.open(named, new CallNames("")::of, Instant.EPOCH, Duration.ZERO, terminal);
        if (checked.calls().isEmpty()) {
            return Failures.FAILED;
        }
        List<Path> good =
                Collections.nCopies(
                                callsEach(),
                                checked.calls().stream().map(RecordedCall::file).toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        DemoOptions options = options();
        try (Lifetime lifetime = Lifetime.ofProcess()) {
            int broken = new Demo(options, terminal).run(lifetime, known -> open(good, known));
            return broken + checked.refused() == 0 ? 0 : Failures.FAILED;
        }
    }

    private int callsEach() throws UserError {
        int each = calls == null ? (files.isEmpty() ? SAMPLE_CALLS : 1) : calls;
        if (each < 1 || each > MOST_CALLS) {
            throw new UserError("--calls: " + each + " is no number from 1 to " + MOST_CALLS);
        }
        return each;
    }

    private List<RecordedCall> open(List<Path> good, KnownCalls known) {
        CallNames names = new CallNames("");
        return recordings
                .open(good, file -> known.newId(file, names), Instant.now(), replay.stagger(), terminal)
                .calls();
    }

    private Map<String, String> history() {
        Map<String, String> places = new HashMap<>();
        AnalysisOptions.put(places, "postgres", postgres);
        AnalysisOptions.put(places, "parquet", parquet);
        if (!places.isEmpty()) {
            places.put("roll-interval", "10s");
            places.put("kafka-config", kafkaSettings.file());
        }
        return places;
    }

    private DemoOptions options() throws Exception {
        Map<String, String> values = new HashMap<>(analysis.values());
        values.put("model", model.file(home).toString());
        values.put("parallelism", String.valueOf(LocalCluster.usualParallelism()));
        if (bootstrapServers != null) {
            values.put("bootstrap-servers", bootstrapServers);
            values.put("kafka-config", kafkaSettings.file());
        } else if (!kafkaSettings.values().isEmpty()) {
            throw new UserError("--kafka-config is for a Kafka of yours: name it with --bootstrap-servers");
        }
        return new DemoOptions(
                Optional.ofNullable(bootstrapServers),
                Optional.ofNullable(data),
                Optional.ofNullable(port),
                JobConfiguration.of(values),
                replay.with(recordings.names()),
                history(),
                exitWhenDone);
    }
}
