package io.speecheq.inference.release;

import static java.util.Objects.requireNonNull;

import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.IOException;
import java.io.Serial;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives every window its release: the one that the schedule has for the window's place in the audio topic. The schedule is
 * broadcast state; while no release was ever activated there is none, and the release of the start scores everything.
 */
final class AssignReleases extends BroadcastProcessFunction<FeatureWindow, Activation, AssignedWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    /** One entry. */
    static final MapStateDescriptor<String, byte[]> STATE = new MapStateDescriptor<>(
            "release-schedule", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final String KEY = "schedule";

    private final Release atStart;
    private final ScorerSource source;

    private transient @Nullable ReleaseSchedule schedule;
    private transient @Nullable ReleasePreload preload;

    AssignReleases(Release atStart, ScorerSource source) {
        this.atStart = atStart;
        this.source = source;
    }

    @Override
    public void open(OpenContext context) {
        preload = new ReleasePreload(source);
    }

    @Override
    public void processElement(FeatureWindow window, ReadOnlyContext context, Collector<AssignedWindow> out)
            throws Exception {
        Release release = schedule(context.getBroadcastState(STATE)).at(window.audioMillis());
        out.collect(new AssignedWindow(window, release));
    }

    @Override
    public void processBroadcastElement(Activation activation, Context context, Collector<AssignedWindow> out)
            throws Exception {
        var state = context.getBroadcastState(STATE);
        ReleaseSchedule next = schedule(state).with(activation);
        state.put(KEY, StateFormat.bytes(next::writeTo));
        schedule = next;
        requireNonNull(preload).prepare(activation.release());
    }

    /** Read from the state once: only this function changes it. */
    private ReleaseSchedule schedule(ReadOnlyBroadcastState<String, byte[]> state) throws Exception {
        ReleaseSchedule known = schedule;
        if (known == null) {
            known = read(state.get(KEY));
            schedule = known;
        }
        return known;
    }

    private ReleaseSchedule read(byte @Nullable [] bytes) throws IOException {
        return bytes == null ? ReleaseSchedule.always(atStart) : StateFormat.value(bytes, ReleaseSchedule::readFrom);
    }

    @Override
    public void close() {
        if (preload != null) {
            preload.close();
        }
    }
}
