package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.DeadLetterCounters;
import io.speecheq.streamfeatures.chunk.RejectReason;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the operator counts: chunks out of order, losses, windows, ends, dead letters by reason, and the channels that it has
 * heard of since it started and that are open.
 */
final class ChannelMetrics implements ChunkOrder.Cases<Boolean> {

    private final Counter early;
    private final Counter duplicates;
    private final Counter late;
    private final Counter afterEnd;
    private final Counter gaps;
    private final Counter lostMillis;
    private final Counter windows;
    private final Counter timedOut;
    private final Counter tooLong;
    private final DeadLetterCounters rejections;
    private final Set<Tuple2<String, String>> open = new HashSet<>();

    ChannelMetrics(MetricGroup operator) {
        MetricGroup metrics = operator.addGroup("speecheq");
        early = metrics.counter("earlyChunks");
        duplicates = metrics.counter("duplicateChunks");
        late = metrics.counter("lateChunks");
        afterEnd = metrics.counter("chunksAfterEnd");
        gaps = metrics.counter("gaps");
        lostMillis = metrics.counter("lostMillis");
        windows = metrics.counter("windows");
        timedOut = metrics.counter("timedOutChannels");
        tooLong = metrics.counter("tooLongChannels");
        metrics.gauge("openChannels", open::size);
        rejections = new DeadLetterCounters(metrics, RejectReason.inChannel());
    }

    /** A chunk came for a channel that is open. */
    void chunk(Tuple2<String, String> channel, ChunkOrder order) {
        if (order.fold(this)) {
            open.add(channel);
        }
    }

    /** Whether that channel, which is open, is not the only one that is known to be. */
    boolean isOpenAmongOthers(Tuple2<String, String> channel) {
        open.add(channel);
        return open.size() > 1;
    }

    void chunkAfterEnd() {
        afterEnd.inc();
    }

    void rejected(RejectReason reason) {
        rejections.count(reason);
    }

    void lost(long millis) {
        gaps.inc();
        lostMillis.inc(millis);
    }

    void window() {
        windows.inc();
    }

    /** A channel ended by its own word, or because nothing more came of it. */
    void closed(Tuple2<String, String> channel, boolean isTimedOut) {
        open.remove(channel);
        if (isTimedOut) {
            timedOut.inc();
        }
    }

    /** A channel is about to be ended because it has become as long as a call may be. */
    void tooLong() {
        tooLong.inc();
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
        return false;
    }
}
