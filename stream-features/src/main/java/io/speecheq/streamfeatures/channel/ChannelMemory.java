package io.speecheq.streamfeatures.channel;

import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered under the id of a channel beside the channel itself, as keyed state: when anything came under it, and once
 * the channel has ended, of which call it was. Owned by the operator's thread.
 *
 * <p>An id is free for another call when nothing has come under it for the memory's length, by either of two clocks: processing
 * time, which is forgotten by; and that of the topic, which alone knows how far apart two records of a backlog came.
 */
final class ChannelMemory {

    private final long memoryMillis;
    private final long idleTimeoutMillis;

    /** Moved on by whatever comes under the id, so that no call is taken up in its middle. */
    private final ValueState<Long> endedUntilMillis;

    /** The start of the call that ended; absent where a job before this state was there has ended it. */
    private final ValueState<Long> endedCallStartMillis;

    /** The newest timestamp among the records under the id, of whichever call; absent where none has one. */
    private final ValueState<Long> newestRecordMillis;

    /** That of the running operator's present key. */
    ChannelMemory(RuntimeContext operator, ChannelOptions options) {
        memoryMillis = options.memory().toMillis();
        idleTimeoutMillis = options.idleTimeout().toMillis();
        endedUntilMillis = operator.getState(new ValueStateDescriptor<>("ended-until-millis", Types.LONG));
        endedCallStartMillis = operator.getState(new ValueStateDescriptor<>("ended-call-start-millis", Types.LONG));
        newestRecordMillis = operator.getState(new ValueStateDescriptor<>("newest-record-millis", Types.LONG));
    }

    boolean hasEnded() throws IOException {
        return endedUntilMillis.value() != null;
    }

    /** The start of the call that ended, where it is known. */
    @Nullable
    Long endedCallStartMillis() throws IOException {
        return endedCallStartMillis.value();
    }

    /** Takes note of a record under an id that has a channel, or had one; 0 or less where the record has no timestamp. */
    void read(long recordMillis, long nowMillis) throws IOException {
        if (hasEnded()) {
            endedUntilMillis.update(nowMillis + memoryMillis);
        }
        long saneMillis = Math.min(recordMillis, nowMillis);
        if (saneMillis > newestRecordMillis()) {
            newestRecordMillis.update(saneMillis);
        }
    }

    /**
     * Whether the topic had nothing under the id for so long before that record that it may begin another call: after the end
     * of a channel the memory's length, while it is open the idle timeout more. No record is taken to be from the future.
     *
     * @param audioMillis the newest timestamp of the open channel's audio, for state that has none here; 0 for none
     */
    boolean isFreeFor(long recordMillis, long nowMillis, long audioMillis) throws IOException {
        long newestMillis = Math.max(newestRecordMillis(), audioMillis);
        long silenceMillis = Math.min(recordMillis, nowMillis) - newestMillis;
        return newestMillis > 0 && silenceMillis >= memoryMillis + (hasEnded() ? 0 : idleTimeoutMillis);
    }

    private long newestRecordMillis() throws IOException {
        Long newest = newestRecordMillis.value();
        return newest == null ? 0 : newest;
    }

    /** Says that the channel of the call that began then has ended. */
    void end(long callStartMillis, long nowMillis) throws IOException {
        endedCallStartMillis.update(callStartMillis);
        endedUntilMillis.update(nowMillis + memoryMillis);
    }

    /**
     * When the id is forgotten, should nothing more come under it: no sooner than silence counts. Where that has begun to count too
     * late for the memory's end, as after a stop of the job, a silence of everything does not, as among several open channels.
     */
    long forgottenAtMillis(Attention listening, long nowMillis) throws IOException {
        Long untilMillis = endedUntilMillis.value();
        if (untilMillis == null) {
            return 0;
        }
        long heardMillis = untilMillis - idleTimeoutMillis;
        return listening.idleAtMillis(heardMillis) > untilMillis
                ? listening.idleAmongOthersAtMillis(heardMillis, nowMillis)
                : untilMillis;
    }

    void forget() {
        endedUntilMillis.clear();
        endedCallStartMillis.clear();
        newestRecordMillis.clear();
    }
}
