package io.speecheq.inference.release;

import static java.util.Objects.requireNonNull;

import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives every window its release, and the challenge that takes it: those that the schedules have for the window's place in the
 * audio topic. The schedules are broadcast state; while no release was ever activated there is none, and the release of the
 * start scores everything.
 */
final class AssignReleases
        extends BroadcastProcessFunction<FeatureWindow, Either<Activation, Challenge>, AssignedWindow> {

    @Serial
    private static final long serialVersionUID = 1L;

    /** One entry for each schedule. */
    static final MapStateDescriptor<String, byte[]> STATE = new MapStateDescriptor<>(
            "release-schedule", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private static final String KEY = "schedule";
    private static final String CHALLENGES_KEY = "challenges";

    private final Release atStart;
    private final ScorerSource source;

    private transient @Nullable ReleaseSchedule schedule;
    private transient @Nullable ChallengeSchedule challenges;
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
        ReadOnlyBroadcastState<String, byte[]> state = context.getBroadcastState(STATE);
        Release release = schedule(state).at(window.audioMillis());
        Optional<Challenge> challenge = challenges(state).at(window.audioMillis(), window.callId(), release);
        out.collect(new AssignedWindow(window, release, challenge.map(List::of).orElse(List.of())));
    }

    @Override
    public void processBroadcastElement(
            Either<Activation, Challenge> decision, Context context, Collector<AssignedWindow> out) throws Exception {
        BroadcastState<String, byte[]> state = context.getBroadcastState(STATE);
        if (decision.isLeft()) {
            ReleaseSchedule next = schedule(state).with(decision.left());
            state.put(KEY, StateFormat.bytes(next::writeTo));
            schedule = next;
            requireNonNull(preload).prepare(decision.left().release());
        } else {
            ChallengeSchedule next = challenges(state).with(decision.right());
            state.put(CHALLENGES_KEY, StateFormat.bytes(next::writeTo));
            challenges = next;
        }
    }

    /** Read from the state once: only this function changes it. What it holds after a restart is in service, or soon will be. */
    private ReleaseSchedule schedule(ReadOnlyBroadcastState<String, byte[]> state) throws Exception {
        ReleaseSchedule known = schedule;
        if (known == null) {
            known = read(state.get(KEY));
            schedule = known;
        }
        return known;
    }

    private ReleaseSchedule read(byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            return ReleaseSchedule.always(atStart);
        }
        ReleaseSchedule restored = StateFormat.value(bytes, ReleaseSchedule::readFrom);
        requireNonNull(preload).prepare(restored.newest().release());
        return restored;
    }

    private ChallengeSchedule challenges(ReadOnlyBroadcastState<String, byte[]> state) throws Exception {
        ChallengeSchedule known = challenges;
        if (known == null) {
            byte[] bytes = state.get(CHALLENGES_KEY);
            known = bytes == null ? ChallengeSchedule.empty() : StateFormat.value(bytes, ChallengeSchedule::readFrom);
            challenges = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (preload != null) {
            preload.close();
        }
    }
}
