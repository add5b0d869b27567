package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One channel of a call, as of the newest records about it.
 *
 * @param callStart which run of the call this is: an id may be used again
 * @param revision of the newest trajectory seen; 0 before the first
 * @param durationMillis media time that windows and trajectory cover
 * @param latest the window with the highest index seen
 * @param ribbon the newest windows at a glance
 * @param heat how much it sounds distressed just now
 * @param updatedMillis epoch milliseconds at which the newest of these records reached its topic
 */
public record LiveChannel(
        String channel,
        Instant callStart,
        TrajectoryStatus status,
        int revision,
        long durationMillis,
        Optional<EncodedWindow> latest,
        Ribbon ribbon,
        Heat heat,
        long updatedMillis) {

    static LiveChannel startingAt(String channel, Instant callStart) {
        return new LiveChannel(
                channel, callStart, TrajectoryStatus.ACTIVE, 0, 0, Optional.empty(), Ribbon.EMPTY, Heat.NONE, 0);
    }

    /** With a window that arrived; an older one than the latest changes nothing but the time. */
    LiveChannel heard(EmotionWindow window, EncodedWindow encoded, long arrivedMillis) {
        boolean newer = latest.map(known -> encoded.index() >= known.index()).orElse(true);
        return new LiveChannel(
                channel,
                callStart,
                status,
                revision,
                Math.max(durationMillis, window.getEndMillis()),
                newer ? Optional.of(encoded) : latest,
                ribbon.with(window),
                heat.after(window),
                Math.max(updatedMillis, arrivedMillis));
    }

    /** With a trajectory of at least this revision. */
    LiveChannel told(CallTrajectory trajectory, long arrivedMillis) {
        return new LiveChannel(
                channel,
                callStart,
                trajectory.getStatus(),
                trajectory.getRevision(),
                Math.max(durationMillis, trajectory.getDurations().getTotalMillis()),
                latest,
                ribbon,
                heat,
                Math.max(updatedMillis, arrivedMillis));
    }
}
