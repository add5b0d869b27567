package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import java.util.List;
import java.util.Optional;

/** What can be asked of the live calls; thread-safe. */
public interface CallsView {

    /** All of them, newest begin first. */
    List<LiveCall> calls() throws NotReadyException;

    /** One of them. */
    Optional<LiveCall> call(String callId) throws NotReadyException;

    /** The newest trajectory of each of the call's channels that has one, in the order of their names. */
    List<CallTrajectory> trajectories(LiveCall call) throws NotReadyException;
}
