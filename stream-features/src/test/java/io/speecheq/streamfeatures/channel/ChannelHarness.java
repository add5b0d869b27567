package io.speecheq.streamfeatures.channel;

import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.DeadLetters;
import io.speecheq.streamfeatures.chunk.Octets;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.chunk.ReceivedChunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator in Flink's harness, with the harness's clock. */
final class ChannelHarness implements AutoCloseable {

    private final KeyedOneInputStreamOperatorTestHarness<Tuple2<String, String>, ReceivedChunk, FeatureWindow> harness;
    private long offset;

    private ChannelHarness(ChannelOptions options) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new ChannelFeaturesOperator(options), AudioToFeatures::key, Types.TUPLE(Types.STRING, Types.STRING));
        harness.setup(FeatureWindowType.type().createSerializer(new SerializerConfigImpl()));
    }

    static ChannelHarness open(long nowMillis) throws Exception {
        return open(nowMillis, ChannelOptions.standard());
    }

    static ChannelHarness open(long nowMillis, ChannelOptions options) throws Exception {
        ChannelHarness opened = new ChannelHarness(options);
        opened.harness.setProcessingTime(nowMillis);
        opened.harness.open();
        return opened;
    }

    static ChannelHarness restore(OperatorSubtaskState state, long nowMillis) throws Exception {
        ChannelHarness opened = new ChannelHarness(ChannelOptions.standard());
        opened.harness.setProcessingTime(nowMillis);
        opened.harness.initializeState(state);
        opened.harness.open();
        return opened;
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    void accept(Chunk chunk) throws Exception {
        accept(chunk, 0);
    }

    /** Takes a chunk whose record has been on its topic since then. */
    void accept(Chunk chunk, long recordMillis) throws Exception {
        RawRecord record = new RawRecord(
                "speecheq.audio",
                0,
                offset,
                recordMillis,
                Optional.empty(),
                Optional.of(Octets.owning(new byte[] {(byte) offset})),
                List.of());
        accept(new ReceivedChunk(chunk, record));
        offset++;
    }

    void accept(ReceivedChunk chunk) throws Exception {
        harness.processElement(new StreamRecord<>(chunk));
    }

    /** The windows since they were last drained; nothing of them, and of the ends, is kept. */
    List<FeatureWindow> drainWindows() {
        List<FeatureWindow> windows = windows();
        harness.getOutput().clear();
        Queue<StreamRecord<ChannelClosed>> closed = harness.getSideOutput(ChannelFeatures.CLOSED);
        if (closed != null) {
            closed.clear();
        }
        return windows;
    }

    /** The dead letters since they were last drained. */
    List<DeadLetter> drainDeadLetters() {
        List<DeadLetter> letters = deadLetters();
        Queue<StreamRecord<DeadLetter>> kept = harness.getSideOutput(DeadLetters.TAG);
        if (kept != null) {
            kept.clear();
        }
        return letters;
    }

    void acceptAll(List<Chunk> chunks) throws Exception {
        for (Chunk chunk : chunks) {
            accept(chunk);
        }
    }

    /** Lets time pass as a clock does, in steps of a second. */
    void waitUntil(long nowMillis) throws Exception {
        for (long now = harness.getProcessingTime(); now < nowMillis; ) {
            now = Math.min(now + 1_000, nowMillis);
            harness.setProcessingTime(now);
        }
    }

    /** Lets time pass at once, as it does while a task is blocked. */
    void jumpTo(long nowMillis) throws Exception {
        harness.setProcessingTime(nowMillis);
    }

    void endInput() throws Exception {
        harness.processWatermark(Long.MAX_VALUE);
        harness.endInput();
    }

    List<FeatureWindow> windows() {
        return harness.extractOutputValues();
    }

    List<FeatureWindow> windows(String callId) {
        return windows().stream()
                .filter(window -> window.callId().equals(callId))
                .toList();
    }

    List<ChannelClosed> closings() {
        return side(ChannelFeatures.CLOSED);
    }

    List<DeadLetter> deadLetters() {
        return side(DeadLetters.TAG);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    int processingTimeTimers() {
        return harness.numProcessingTimeTimers();
    }

    int eventTimeTimers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public void close() throws IOException {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IOException("the harness did not close", e);
        }
    }
}
