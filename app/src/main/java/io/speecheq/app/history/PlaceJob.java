package io.speecheq.app.history;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.health.JobTrouble;
import io.speecheq.app.job.JobFailedException;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.RunningJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One history job under way on a cluster of its own inside this process, and the thread that starts it once its place is ready and tells when it has to
 * wait. Closing it ends both.
 */
final class PlaceJob implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceJob.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;
    private static final long JOIN_MILLIS = 30_000;

    /** What must be done before the job can start. */
    @FunctionalInterface
    interface Preparation {
        /** Nothing once it is done; else why it has to wait. */
        Optional<String> attempt() throws Exception;
    }

    /** What the place needs now and then while the job is under way. */
    @FunctionalInterface
    interface Care {
        void look();
    }

    private final HistoryJob job;
    private final Path checkpoints;
    private final Preparation preparation;
    private final Care care;
    private final Consumer<String> notes;
    private final Waiting waiting;
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Thread thread;

    private PlaceJob(
            HistoryJob job,
            String place,
            Path checkpoints,
            Preparation preparation,
            Care care,
            Consumer<String> notes) {
        this.job = job;
        this.checkpoints = checkpoints;
        this.preparation = preparation;
        this.care = care;
        this.notes = notes;
        this.waiting = new Waiting(place);
        this.thread = new Thread(this::run, "history in " + place);
        this.thread.setDaemon(true);
    }

    /**
     * Prepares the place and starts the job, or leaves both to the thread where the place has to be waited for.
     *
     * @param place for people
     * @throws Exception the preparation's, where waiting would not help
     */
    static PlaceJob start(
            HistoryJob job, String place, Path checkpoints, Preparation preparation, Care care, Consumer<String> notes)
            throws Exception {
        PlaceJob started = new PlaceJob(job, place, checkpoints, preparation, care, notes);
        started.waiting.look(preparation.attempt(), System.currentTimeMillis()).ifPresent(notes);
        started.thread.start();
        return started;
    }

    /** Done, by its failure, when the job has ended without being asked to. */
    CompletableFuture<Void> failed() {
        return failed;
    }

    private void run() {
        try {
            Optional<String> trouble = preparation.attempt();
            while (trouble.isPresent()) {
                waiting.look(trouble, System.currentTimeMillis()).ifPresent(notes);
                Thread.sleep(LOOK_EVERY_MILLIS);
                trouble = preparation.attempt();
            }
            int port = EmbeddedBroker.freePort();
            try (RunningJob running = running(port)) {
                watch(running, new JobTrouble(URI.create("http://127.0.0.1:" + port), job.name()));
                running.throwFailure();
                failed.completeExceptionally(new HistoryFailedException(job.name() + " was cancelled"));
            }
        } catch (InterruptedException e) {
            LOG.info("{} ends", job.name());
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failed.completeExceptionally(e);
        }
    }

    /** Until the job has ended; asked to end, lets it complete what it has read. */
    private void watch(RunningJob running, JobTrouble rest) throws InterruptedException {
        try {
            while (!running.ended().isDone()) {
                waiting.look(rest.now(), System.currentTimeMillis()).ifPresent(notes);
                care.look();
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            running.stop(checkpoints);
            throw e;
        }
    }

    private RunningJob running(int port) throws IOException, JobFailedException {
        StreamExecutionEnvironment environment = LocalCluster.continuous(1, checkpoints, port);
        job.build(environment);
        return RunningJob.start(environment, job.name());
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
