package io.speecheq.inference.operator;

import io.speecheq.inference.release.ScorerSource;
import io.speecheq.schemas.record.EmotionWindow;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Challenged windows to the events of the challenger. It runs in the champion's task and never holds it up: a window is put into
 * a bounded queue, or dropped. What waits is in no checkpoint, and nothing is done about it at a barrier: after a failure the
 * windows that waited at the checkpoint are missing (docs/decisions/013-a-challenger-may-miss-windows.md). The task's thread owns
 * everything here.
 */
final class ChallengeOperator extends AbstractStreamOperator<EmotionWindow>
        implements OneInputStreamOperator<ChallengedWindow, EmotionWindow>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final transient ChallengerThread challenger;
    private final transient ChallengeMetrics agreement;
    private transient boolean isEnded;

    ChallengeOperator(
            StreamOperatorParameters<EmotionWindow> parameters, MailboxExecutor mailbox, ScorerSource source) {
        super(parameters);
        challenger = new ChallengerThread(source, mailbox, this::emit);
        agreement = new ChallengeMetrics(getMetricGroup());
    }

    @Override
    public void processElement(StreamRecord<ChallengedWindow> element) {
        if (!challenger.offer(element.getValue())) {
            agreement.dropped();
        }
    }

    private void emit(ChallengedWindow window, EmotionWindow event) {
        if (isEnded) {
            return;
        }
        agreement.told(window.told(), event);
        output.collect(new StreamRecord<>(event, event.getCallStart().toEpochMilli() + event.getEndMillis()));
    }

    /** Nothing may follow the end of the input. */
    @Override
    public void endInput() {
        isEnded = true;
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            challenger.close();
        }
    }
}
