package io.speecheq.app.cli;

import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.job.TransactionTimeout;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.terminal.Terminal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code job}: the Flink job on a cluster inside this process, against a given Kafka. */
@Command(
        description = "Run the Flink job in this process, against a Kafka of yours.",
        footer = {
            "",
            "On a Flink cluster the same job is io.speecheq.app.job.SpeechEqJob, which takes the same options but"
                    + " --data.",
        })
final class JobCommand implements Callable<Integer> {

    private static final int USUAL_REST_PORT = 8081;

    private final Terminal terminal;
    private final Home home;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Nullable
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep checkpoints there, and go on from the newest. Default: a temporary folder.")
    private Path data;

    @Nullable
    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description =
                    "Where a start without state begins to read audio: committed (where this job's consumer group was),"
                            + " earliest (calls that last are read from their begin) or latest. Default: committed.")
    private String from;

    @Nullable
    @Option(
            names = "--lateness",
            paramLabel = "DURATION",
            description = "How far behind the audio after it a chunk may come. Default: 2s; at most 60s.")
    private String lateness;

    @Nullable
    @Option(
            names = "--idle-timeout",
            paramLabel = "DURATION",
            description = "A channel of which nothing comes for so long has ended. Default: 30s.")
    private String idleTimeout;

    @Nullable
    @Option(
            names = "--longest-call",
            paramLabel = "DURATION",
            description = "A channel is ended once its audio is so long. Default: 24h; at most 168h.")
    private String longestCall;

    @Nullable
    @Option(
            names = "--guarantee",
            paramLabel = "GUARANTEE",
            description = "at-least-once or exactly-once; the latter shows results at the pace of checkpoints. Default:"
                    + " at-least-once.")
    private String guarantee;

    @Nullable
    @Option(names = "--checkpoint-interval", paramLabel = "DURATION", description = "Default: 10s.")
    private String checkpointInterval;

    @Nullable
    @Option(
            names = "--transaction-timeout",
            paramLabel = "DURATION",
            description = "With exactly-once: how long a transaction may stay open, and so how long the job may be down"
                    + " before what it had not committed is lost. At most the brokers' transaction.max.timeout.ms."
                    + " Default: 10m.")
    private String transactionTimeout;

    @Nullable
    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each step. Default: the cores, at most 4.")
    private String parallelism;

    @Nullable
    @Option(
            names = "--rest-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description =
                    "Where Flink's REST interface listens, on loopback, for ./speecheq health. Default: 8081, or a"
                            + " free port where that is taken.")
    private Integer restPort;

    @Nullable
    @Option(
            names = "--job-name",
            paramLabel = "NAME",
            description =
                    "Names the consumer group and the transactions: another one for every job on one Kafka. Default:"
                            + " speecheq.")
    private String jobName;

    @Nullable
    @Option(
            names = "--stores",
            paramLabel = "URI,…",
            description = "Folders that releases may come from, such as file:///srv/models or s3://bucket/models."
                    + " Default: none, and every release is refused.")
    private String stores;

    @Nullable
    @Option(
            names = "--release-lead",
            paramLabel = "DURATION",
            description =
                    "From the decision on a release to the first audio that it scores; more than a checkpoint takes."
                            + " Default: three checkpoint intervals, 5s at least.")
    private String releaseLead;

    JobCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        JobConfiguration configuration = JobConfiguration.of(values());
        try (Lifetime lifetime = Lifetime.ofProcess()) {
            DataFolder folder = lifetime.owns(DataFolder.of(Optional.ofNullable(data)));
            SpeechEqJob job = new SpeechEqJob(configuration);
            new TopicSetup(broker.connection()).createMissing();
            TransactionTimeout.check(configuration, broker.connection());
            int port = restPort == null || restPort == 0
                    ? FreePort.preferably(restPort == null ? USUAL_REST_PORT : 0)
                    : restPort;
            RunningJob running = lifetime.owns(RunningJob.start(
                    job, LocalCluster.continuous(configuration.parallelism(), folder.checkpoints(), port)));
            terminal.note("The job runs with " + job.release().name() + ":"
                    + job.release().version() + " against " + broker.servers()
                    + "; Ctrl-C ends it. How it is: speecheq health --flink http://127.0.0.1:" + port
                    + " --bootstrap-servers " + broker.servers());
            if (data == null) {
                terminal.note(
                        "Without --data the job's state ends with this process: the next start meets calls that"
                                + " last in their middle, and tells what was before as AUDIO_LOST, unless it has --from earliest.");
            }
            CompletableFuture.anyOf(running.ended(), lifetime.ending()).join();
            running.throwFailure();
            return 0;
        }
    }

    private Map<String, String> values() throws UserError {
        Map<String, String> values = new HashMap<>(analysis.values());
        broker.addTo(values);
        values.put("model", model.file(home).toString());
        values.put("parallelism", String.valueOf(LocalCluster.usualParallelism()));
        AnalysisOptions.put(values, "from", from);
        AnalysisOptions.put(values, "lateness", lateness);
        AnalysisOptions.put(values, "idle-timeout", idleTimeout);
        AnalysisOptions.put(values, "longest-call", longestCall);
        AnalysisOptions.put(values, "guarantee", guarantee);
        AnalysisOptions.put(values, "checkpoint-interval", checkpointInterval);
        AnalysisOptions.put(values, "transaction-timeout", transactionTimeout);
        AnalysisOptions.put(values, "parallelism", parallelism);
        AnalysisOptions.put(values, "job-name", jobName);
        AnalysisOptions.put(values, "stores", stores);
        AnalysisOptions.put(values, "release-lead", releaseLead);
        return values;
    }
}
