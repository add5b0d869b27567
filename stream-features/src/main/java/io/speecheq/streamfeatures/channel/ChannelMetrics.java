package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.RejectReason;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the operator counts: chunks by their place in the order, losses, windows, and the channels that it has heard of since
 * it started and that are open.
 */
final class ChannelMetrics implements ChunkOrder.Cases<Boolean> {

    private final Counter chunks;
    private final Counter early;
    private final Counter duplicates;
    private final Counter late;
    private final Counter afterEnd;
    private final Counter tooFar;
    private final Counter gaps;
    private final Counter lostMillis;
    private final Counter windows;
    private final Counter timedOut;
    private final Set<Tuple2<String, String>> open = new HashSet<>();

    ChannelMetrics(MetricGroup group) {
        chunks = group.counter("chunks");
        early = group.counter("earlyChunks");
        duplicates = group.counter("duplicateChunks");
        late = group.counter("lateChunks");
        afterEnd = group.counter("chunksAfterEnd");
        tooFar = group.addGroup("rejected").counter(RejectReason.ABSURD_GAP.label());
        gaps = group.counter("gaps");
        lostMillis = group.counter("lostMillis");
        windows = group.counter("windows");
        timedOut = group.counter("timedOutChannels");
        group.gauge("openChannels", open::size);
    }

    /** A chunk came for a channel that is open. */
    void chunk(Tuple2<String, String> channel, ChunkOrder order) {
        chunks.inc();
        if (order.fold(this)) {
            open.add(channel);
        }
    }

    void chunkAfterEnd() {
        chunks.inc();
        afterEnd.inc();
    }

    void lost(long millis) {
        gaps.inc();
        lostMillis.inc(millis);
    }

    void window() {
        windows.inc();
    }

    void closed(Tuple2<String, String> channel, boolean isTimedOut) {
        open.remove(channel);
        if (isTimedOut) {
            timedOut.inc();
        }
    }

    @Override
    public Boolean inOrder(int knownSamples) {
        return true;
    }

    @Override
    public Boolean duplicate() {
        duplicates.inc();
        return true;
    }

    @Override
    public Boolean gap(long missingSamples) {
        early.inc();
        return true;
    }

    @Override
    public Boolean tooLate() {
        late.inc();
        return true;
    }

    @Override
    public Boolean tooFar(long missingSamples) {
        tooFar.inc();
        return false;
    }
}
