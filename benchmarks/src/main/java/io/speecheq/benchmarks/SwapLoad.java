package io.speecheq.benchmarks;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.release.ModelStore;
import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.Releases;
import io.speecheq.app.release.StatusWatch;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Switches a job between two networks again and again while calls come in, and prints how much memory the process holds: it
 * must not grow. Broker, job and callers share the process; {@code SwapLoad [SWAPS]}, 1000 without.
 */
public final class SwapLoad {

    private static final int CALLS_AT_ONCE = 4;
    private static final int TOLD_EVERY = 25;
    private static final Duration LEAD = Duration.ofMillis(300);

    private SwapLoad() {}

    public static void main(String[] arguments) throws Exception {
        int swaps = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
        try (DataFolder data = DataFolder.of(Optional.empty());
                EmbeddedBroker broker = EmbeddedBroker.start(data.kafka(), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            Path store = data.folder().resolve("models");
            Releases releases = new Releases(connection, Clock.systemUTC());
            List<ModelRelease> two = new ArrayList<>();
            for (String version : List.of("swap1", "swap2")) {
                two.add(releases.publish(network(data.folder(), version), ModelStore.at(store.toString())));
            }
            JobConfiguration configuration = JobConfiguration.of(Map.of(
                    "bootstrap-servers",
                    broker.bootstrapServers(),
                    "model",
                    NewestModel.find().toString(),
                    "checkpoint-interval",
                    "1s",
                    "stores",
                    "file://" + store,
                    "release-lead",
                    LEAD.toMillis() + "ms"));
            try (RunningJob job = RunningJob.start(
                            new SpeechEqJob(configuration), LocalCluster.continuous(1, data.checkpoints()));
                    AudioPublisher publisher = AudioPublisher.open(connection, Topics.AUDIO.name());
                    CallReplays replays = new CallReplays(
                            new ReplayOptions(ChannelNames.standard(), 1, Duration.ZERO, Optional.empty(), Map.of()),
                            publisher,
                            ReplayProgress.unseen(),
                            System.err::println);
                    StatusWatch watch = releases.watch()) {
                startCalls(replays, 0);
                swap(swaps, releases, two, watch, job);
            }
        }
        // Flink's and Kafka's threads need not be waited for.
        System.exit(0);
    }

    private static void swap(int swaps, Releases releases, List<ModelRelease> two, StatusWatch watch, RunningJob job)
            throws Exception {
        long begunNanos = System.nanoTime();
        System.out.println("swaps  seconds  resident MB");
        for (int i = 1; i <= swaps; i++) {
            ModelRelease next = two.get(i % two.size());
            releases.promote(ReleaseBook.title(next));
            ModelStatus answer = watch.answer(next, Duration.ofMinutes(2), () -> false)
                    .orElseThrow(() -> new IllegalStateException("the job does not answer"));
            job.throwFailure();
            if (answer.getOutcome() != ReleaseOutcome.LOADED) {
                throw new IllegalStateException(answer.toString());
            }
            // Windows come every quarter of a second: each network scores some.
            Thread.sleep(LEAD.toMillis() + 500);
            if (i % TOLD_EVERY == 0 || i == 1 || i == swaps) {
                System.out.printf(
                        Locale.ROOT, "%5d  %7.0f  %11d%n", i, (System.nanoTime() - begunNanos) / 1e9, residentMb());
            }
        }
    }

    /** Calls one after the other, as many at once as are told. */
    // They go on until the process ends.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void startCalls(CallReplays replays, int round) {
        List<RecordedCall> calls = new ArrayList<>();
        for (int i = 0; i < CALLS_AT_ONCE; i++) {
            calls.add(call("swap-" + round + "-" + i));
        }
        replays.start(calls).thenRun(() -> startCalls(replays, round + 1));
    }

    private static RecordedCall call(String id) {
        try {
            return RecordedCall.of(Path.of("samples/billing-call.flac"), id, Instant.now(), ChannelNames.standard());
        } catch (Exception e) {
            throw new IllegalStateException("samples/ is not here: run from the repository's root", e);
        }
    }

    /** The repository's network under another version: a file of its own, with the same weights. */
    private static Path network(Path folder, String version) throws Exception {
        String bytes = Files.readString(NewestModel.find(), StandardCharsets.ISO_8859_1);
        // As long as the one before ("0.1.0"), or the file's own lengths would not fit.
        String changed = bytes.replaceFirst("(\"version\" : \")[^\"]{5}\"", "$1" + version + "\"");
        return Files.writeString(folder.resolve(version + ".onnx"), changed, StandardCharsets.ISO_8859_1);
    }

    /** What the operating system counts as this process's memory; -1 where it cannot be told. */
    private static long residentMb() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1_024)
                .findFirst()
                .orElse(-1);
    }
}
