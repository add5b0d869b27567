package io.speecheq.systemtests.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps calls coming: {@code ingest} in a process of its own publishes a batch of calls, and then the next one. When the process dies, another one sends
 * the same calls again from their begin, as a carrier does that has lost its place.
 */
final class Publisher {

    private static final Instant FIRST_CALL = Instant.parse("2026-05-04T09:00:00Z");
    private static final long PATIENCE_SECONDS = 600;

    private final Recordings recordings;
    private final String bootstrapServers;
    private final double speed;
    private final Path folder;
    private volatile Optional<OwnProcess> current = Optional.empty();
    private volatile boolean isLastBatch;
    private volatile int batches;

    Publisher(Recordings recordings, String bootstrapServers, double speed, Path folder) {
        this.recordings = recordings;
        this.bootstrapServers = bootstrapServers;
        this.speed = speed;
        this.folder = folder;
    }

    /** Begins; the future is done once the last batch is published whole. */
    CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(() -> {
            try {
                int batch = 0;
                do {
                    publish(batch++);
                    batches = batch;
                } while (!isLastBatch);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the publisher cannot be started", e);
            }
        });
    }

    private void publish(int batch) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(JavaCommand.of("256m", folder.resolve("publisher-details.log")));
        command.addAll(List.of(
                "io.speecheq.app.cli.SpeechEqCommand",
                "ingest",
                "--again",
                "--call-start",
                FIRST_CALL.plusSeconds(600L * batch).toString(),
                "--suffix",
                Recordings.suffix(batch),
                "--speed",
                Double.toString(speed),
                "--bootstrap-servers",
                bootstrapServers));
        recordings.files().forEach(file -> command.add(file.toString()));
        int code;
        do {
            OwnProcess process = OwnProcess.start(
                    "the publisher", command, JavaCommand.classPath(), folder.resolve("publisher.log"));
            current = Optional.of(process);
            code = process.awaitEnd(PATIENCE_SECONDS);
            if (code != 0) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } while (code != 0);
    }

    /** The process that publishes now, or did so a moment ago. */
    Optional<OwnProcess> process() {
        return current;
    }

    /** The batch that is being published is the last one. */
    void finish() {
        isLastBatch = true;
    }

    /** How many batches are published whole. */
    int batches() {
        return batches;
    }
}
