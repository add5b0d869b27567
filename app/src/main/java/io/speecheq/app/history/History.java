package io.speecheq.app.history;

import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.KafkaUnreachableException;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.schemas.topic.TopicSetupException;
import io.speecheq.sinks.postgres.PostgresAddress;
import io.speecheq.sinks.postgres.PostgresFailedException;
import io.speecheq.sinks.postgres.PostgresTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/** History as it is written in this process: a job for each place, each on a cluster of its own. Closing it ends the jobs. */
public final class History implements AutoCloseable {

    private final Lifetime lifetime = Lifetime.ofPart();
    private final List<PlaceJob> places = new ArrayList<>();

    private History() {}

    /**
     * Starts writing. Brokers and a database that do not answer are waited for; everything else that is wrong is told at once.
     *
     * @param notes takes a line whenever a place has to be waited for, and when it goes on; from several threads
     */
    public static History start(HistoryConfiguration configuration, Consumer<String> notes)
            throws HistoryFailedException, PostgresFailedException, TopicSetupException {
        History history = new History();
        try {
            if (configuration.parquet().isPresent()) {
                history.toParquet(
                        configuration,
                        new ParquetFolder(Path.of(configuration.parquet().get())),
                        notes);
            }
            if (configuration.postgres().isPresent()) {
                history.toPostgres(configuration, configuration.postgres().get(), notes);
            }
            return history;
        } catch (HistoryFailedException | PostgresFailedException | TopicSetupException e) {
            history.close();
            throw e;
        } catch (Exception e) {
            history.close();
            throw new HistoryFailedException("history did not start: " + e.getMessage(), e);
        }
    }

    private void toParquet(HistoryConfiguration configuration, ParquetFolder folder, Consumer<String> notes)
            throws Exception {
        lifetime.owns(folder.hold());
        AbandonedFiles abandoned = new AbandonedFiles(folder, System.currentTimeMillis());
        HistoryJob job = HistoryJob.toParquet(
                configuration, new org.apache.flink.core.fs.Path(folder.path().toUri()));
        own(PlaceJob.start(
                job,
                folder.path().toString(),
                folder.checkpoints(),
                () -> withTopics(configuration),
                abandoned,
                notes));
    }

    private void toPostgres(HistoryConfiguration configuration, PostgresAddress address, Consumer<String> notes)
            throws Exception {
        // Where it goes on is in the consumer group, and what comes again changes nothing: its checkpoints need not be
        // kept.
        DataFolder folder = lifetime.owns(DataFolder.of(Optional.empty()));
        own(PlaceJob.start(
                HistoryJob.toPostgres(configuration, address),
                address.toString(),
                folder.checkpoints(),
                () -> {
                    Optional<String> trouble = withTopics(configuration);
                    return trouble.isPresent() ? trouble : migrated(address);
                },
                () -> {},
                notes));
    }

    private static Optional<String> withTopics(HistoryConfiguration configuration) throws TopicSetupException {
        try {
            new TopicSetup(configuration.connection()).createMissing();
            return Optional.empty();
        } catch (KafkaUnreachableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof TimeoutException) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static Optional<String> migrated(PostgresAddress address) throws PostgresFailedException {
        try {
            PostgresTables.migrate(address);
            return Optional.empty();
        } catch (PostgresFailedException e) {
            if (e.isAway()) {
                return Optional.of(e.reason());
            }
            throw e;
        }
    }

    private void own(PlaceJob place) {
        places.add(lifetime.owns(place));
    }

    /** Done, by its failure, as soon as a job has ended without being asked to. */
    public CompletableFuture<Object> failed() {
        return CompletableFuture.anyOf(places.stream().map(PlaceJob::failed).toArray(CompletableFuture[]::new));
    }

    /**
     * Returns where all jobs are under way.
     *
     * @throws HistoryFailedException where one has ended
     */
    public void throwFailure() throws HistoryFailedException, InterruptedException {
        for (PlaceJob place : places) {
            if (place.failed().isDone()) {
                try {
                    place.failed().get();
                } catch (ExecutionException e) {
                    throw new HistoryFailedException(
                            "history stopped: "
                                    + PostgresFailedException.words(e.getCause() == null ? e : e.getCause()),
                            e);
                }
            }
        }
    }

    @Override
    public void close() {
        lifetime.close();
    }
}
