package io.speecheq.inference.operator;

import io.speecheq.inference.model.ScoringFailure;
import io.speecheq.inference.release.AssignedWindow;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.inference.window.EmotionWindows;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Windows to events, in order, a micro-batch at a time. A batch is scored when it is full, when its first window has
 * waited long enough, before a watermark, before a checkpoint's barrier and at the end: at every barrier nothing waits,
 * so there is no state (docs/decisions/004-micro-batching.md). The task's thread owns everything here.
 *
 * <p>An event carries the time of its window's end as its timestamp: call start plus media time.
 */
final class MicroBatchOperator extends AbstractStreamOperator<EmotionWindow>
        implements OneInputStreamOperator<AssignedWindow, EmotionWindow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = LoggerFactory.getLogger(MicroBatchOperator.class);

    /** Windows that a challenger is to score too. */
    static final OutputTag<ChallengedWindow> CHALLENGED = new OutputTag<>("challenged", ChallengedWindow.type());

    /** Events that may wait behind a window to be scored: they are small, but a backlog of them is not. */
    private static final int MAX_PLACES = 1_024;

    private final transient OpenScorers scorers;
    private final transient AnalysisPolicy policy;
    private final transient MicroBatchLimits limits;
    private final transient InferenceMetrics windowMetrics;
    private final transient MicroBatch batch = new MicroBatch();
    private final transient Release atStart;
    private transient long flushAtMillis;
    private transient boolean timerSet;
    private transient boolean expiryTimerSet;
    private transient long failures;
    private transient boolean isRestored;

    MicroBatchOperator(
            StreamOperatorParameters<EmotionWindow> parameters,
            Release atStart,
            OpenScorers scorers,
            AnalysisPolicy policy,
            MicroBatchLimits limits) {
        super(parameters);
        this.atStart = atStart;
        this.scorers = scorers;
        this.policy = policy;
        this.limits = limits;
        windowMetrics = new InferenceMetrics(getMetricGroup(), scorers::failedOpenings);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        isRestored = context.isRestored();
    }

    /**
     * The network is there, and warm, before the first window comes. Where the job goes on from state another may be in service
     * by now, and the file that the start names gone: then its windows would fail, and not the job.
     */
    @Override
    public void open() throws Exception {
        super.open();
        if (isRestored) {
            scorers.use(atStart, nowMillis());
        } else {
            scorers.begin(atStart, nowMillis());
        }
        windowMetrics.runsOn(scorers.current().device());
    }

    @Override
    public void processElement(StreamRecord<AssignedWindow> element) throws Exception {
        FeatureWindow window = element.getValue().window();
        windowMetrics.came(window.audioMillis());
        serve(element.getValue().release());
        requireFeatures(window);
        Optional<NotAssessed> reason = policy.reasonNotToAssess(window);
        if (reason.isEmpty()) {
            batch.add(element.getValue());
        } else if (batch.isEmpty()) {
            emit(EmotionWindows.notAssessed(window, reason.get()));
            return;
        } else {
            batch.addNotAssessed(window, reason.get());
        }
        if (batch.waiting() >= batchWindows() || batch.places() >= MAX_PLACES || limits.waitMillis() == 0) {
            flush();
        } else if (batch.places() == 1) {
            flushAtMillis = nowMillis() + limits.waitMillis();
            setTimer();
        }
    }

    /** A GPU takes many windows in little more time than one. */
    private int batchWindows() {
        return Math.max(limits.windows(), scorers.current().batchWindows());
    }

    /** The network's contract was checked against the job's features; a window of others means that the job is miswired. */
    private void requireFeatures(FeatureWindow window) {
        String taken = scorers.current().featureFingerprint();
        if (!window.featureFingerprint().equals(taken)) {
            throw new IllegalStateException(
                    "window has features " + window.featureFingerprint() + ", the network takes " + taken);
        }
    }

    /** Makes that release the one in service, after what waits for another was scored by that. */
    private void serve(Release release) throws InterruptedException {
        long nowMillis = nowMillis();
        if (!scorers.isCurrent(release, nowMillis)) {
            flush();
            scorers.use(release, nowMillis);
            windowMetrics.runsOn(scorers.current().device());
            expireLater();
        }
    }

    private void expireLater() {
        if (!expiryTimerSet) {
            expiryTimerSet = true;
            var unused = getProcessingTimeService().registerTimer(nowMillis() + OpenScorers.KEPT_MILLIS, this::expire);
        }
    }

    private void expire(long nowMillis) {
        expiryTimerSet = false;
        if (scorers.expire(nowMillis)) {
            expireLater();
        }
    }

    private long nowMillis() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    /** One timer at a time: it looks, when it fires, whether the batch of the moment has waited long enough. */
    private void setTimer() {
        if (!timerSet) {
            timerSet = true;
            // Flink cancels its timers when the task ends; their failures are the task's.
            var unused = getProcessingTimeService().registerTimer(flushAtMillis, this::onTimer);
        }
    }

    private void onTimer(long nowMillis) {
        timerSet = false;
        if (batch.isEmpty()) {
            return;
        }
        if (nowMillis >= flushAtMillis) {
            flush();
        } else {
            setTimer();
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        int windows = batch.waiting();
        long begunNanos = getProcessingTimeService().getClock().relativeTimeNanos();
        List<MicroBatch.Told> events = batch.score(scorers.current(), this::tellFailure);
        scorers.used(nowMillis());
        if (windows > 0) {
            windowMetrics.batch(windows, getProcessingTimeService().getClock().relativeTimeNanos() - begunNanos);
        }
        for (MicroBatch.Told told : events) {
            emit(told.event());
            told.challenged().forEach(window -> output.collect(CHALLENGED, new StreamRecord<>(window)));
        }
    }

    /** Says why, at the first failure and ever more seldom after it: a broken network fails on every window. */
    private void tellFailure(ScoringFailure failure) {
        failures++;
        if (Long.bitCount(failures) == 1) {
            LOGGER.warn("A network failed on a window, {} in all since the start: {}", failures, failure.reason());
        }
    }

    private void emit(EmotionWindow event) {
        windowMetrics.emitted(event);
        windowMetrics.left(getProcessingTimeService().getCurrentProcessingTime());
        output.collect(new StreamRecord<>(event, event.getCallStart().toEpochMilli() + event.getEndMillis()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void endInput() {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    /** What still waits is dropped: closing without finishing is a failure, after which it comes again. */
    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            scorers.close();
        }
    }
}
