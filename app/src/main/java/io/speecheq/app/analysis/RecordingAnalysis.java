package io.speecheq.app.analysis;

import io.speecheq.app.job.JobFailedException;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.job.OperatorOptions;
import io.speecheq.app.job.SpeechEqGraph;
import io.speecheq.app.job.SpeechEqJob;
import io.speecheq.inference.release.Release;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.streamfeatures.chunk.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Recordings through the operators of the job, on a Flink cluster inside this process and without a broker: the chunks that ingest would publish go
 * straight in, no faster than they are analysed, so memory does not grow with a recording's length but for its windows.
 */
public final class RecordingAnalysis {

    /** Here a channel ends where its recording does: a slow machine must not end it sooner. */
    private static final Duration NEVER_IDLE = Duration.ofDays(30);

    private final Release release;
    private final OperatorOptions options;
    private final int parallelism;

    public RecordingAnalysis(Release release, OperatorOptions options, int parallelism) {
        this.release = release;
        this.options = options.endingAfter(NEVER_IDLE);
        this.parallelism = parallelism;
    }

    /**
     * What was found.
     *
     * @param warnings what was wrong with some recordings, a line each
     */
    public record Result(List<CallReport> calls, List<String> warnings) {}

    /**
     * Runs the recordings to their end.
     *
     * @throws JobFailedException when the run broke off
     */
    // Closing the outcomes may be interrupted; that too means that the run broke off, and the mark is set again.
    @SuppressWarnings("try")
    public Result run(List<RecordedCall> calls, AnalysisProgress progress) throws JobFailedException {
        StreamExecutionEnvironment environment = LocalCluster.bounded(parallelism);
        environment.configure(SpeechEqJob.operatorSettings());
        Findings findings = new Findings(progress);
        try (CloseableIterator<Tuple2<String, byte[]>> outcomes =
                outcomes(environment, calls).executeAndCollect("SpeechEQ analysis")) {
            outcomes.forEachRemaining(findings::accept);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JobFailedException.of(e);
        } catch (Exception e) {
            throw JobFailedException.of(e);
        }
        return new Result(findings.reports(calls), findings.warnings());
    }

    private DataStream<Tuple2<String, byte[]>> outcomes(
            StreamExecutionEnvironment environment, List<RecordedCall> calls) {
        DataStream<Tuple2<String, byte[]>> read = environment
                .fromSource(new RecordedCalls(calls), WatermarkStrategy.noWatermarks(), "recordings", Outcome.TYPE)
                .setParallelism(Math.min(parallelism, calls.size()));
        DataStream<RawRecord> audio = read.filter(Outcome.CHUNK::isOf)
                .map(chunk -> RawRecord.of("recordings", 0, chunk.f1))
                .returns(RawRecord.TYPE);
        SpeechEqGraph graph = SpeechEqGraph.over(audio, options, release);
        return read.filter(Outcome.WARNING::isOf)
                .union(
                        graph.emotions()
                                .map(new Encoding<>(Outcome.WINDOW, EmotionWindow.class))
                                .returns(Outcome.TYPE),
                        graph.trajectories()
                                .filter(trajectory -> trajectory.getStatus() != TrajectoryStatus.ACTIVE)
                                .map(new Encoding<>(Outcome.TRAJECTORY, CallTrajectory.class))
                                .returns(Outcome.TYPE),
                        graph.calls()
                                .map(new Encoding<>(Outcome.CALL, CallSummary.class))
                                .returns(Outcome.TYPE),
                        graph.alerts()
                                .map(new Encoding<>(Outcome.ALERT, EmotionAlert.class))
                                .returns(Outcome.TYPE),
                        graph.deadLetters()
                                .map(letter ->
                                        Outcome.REFUSAL.of(letter.getMessage().getBytes(StandardCharsets.UTF_8)))
                                .returns(Outcome.TYPE));
    }
}
