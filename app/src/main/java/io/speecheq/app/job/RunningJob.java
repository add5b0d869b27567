package io.speecheq.app.job;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job under way on a cluster of its own; closing it cancels the job and with it ends the cluster. */
public final class RunningJob implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);
    private static final int PATIENCE_SECONDS = 8;

    private final JobClient client;
    private final CompletableFuture<Void> ended;

    private RunningJob(JobClient client) {
        this.client = client;
        this.ended =
                client.getJobExecutionResult().<Void>thenApply(result -> null).exceptionally(failure -> null);
    }

    /**
     * Adds the job to the environment and starts it.
     *
     * @throws JobFailedException when the cluster did not take it
     */
    public static RunningJob start(SpeechEqJob job, StreamExecutionEnvironment environment) throws JobFailedException {
        job.build(environment);
        return start(environment);
    }

    /** Starts what the environment holds. */
    public static RunningJob start(StreamExecutionEnvironment environment) throws JobFailedException {
        return start(environment, SpeechEqJob.NAME);
    }

    /** Starts what the environment holds, under that name. */
    public static RunningJob start(StreamExecutionEnvironment environment, String name) throws JobFailedException {
        try {
            return new RunningJob(environment.executeAsync(name));
        } catch (Exception e) {
            throw JobFailedException.of(e);
        }
    }

    /** Done as soon as the job has ended, in whatever way. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /**
     * Returns where the job still runs, or was cancelled.
     *
     * @throws JobFailedException when the job has ended by a failure
     */
    public void throwFailure() throws JobFailedException, InterruptedException {
        if (!ended.isDone()) {
            return;
        }
        try {
            client.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw JobFailedException.of(e);
        }
    }

    /**
     * Ends the job with everything that it has read told and complete; the next run goes on from there.
     *
     * @param folder of its checkpoints, which takes one more
     */
    public void stop(Path folder) throws InterruptedException {
        try {
            client.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("the job could not be stopped in peace, and is cancelled: {}", e.toString());
        }
    }

    @Override
    public void close() {
        if (ended.isDone()) {
            return;
        }
        try {
            client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the job did not end when asked to", e);
        }
    }
}
