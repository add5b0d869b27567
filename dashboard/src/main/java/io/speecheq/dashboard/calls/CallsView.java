package io.speecheq.dashboard.calls;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
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

    /** The windows of one of the call's channels that are still kept, from an index on, so many at most, in order. */
    List<EmotionWindow> windows(LiveCall call, LiveChannel channel, int from, int most) throws NotReadyException;

    /** What is told of a call as a whole; an empty story where nothing is. */
    CallStory story(String callId) throws NotReadyException;

    /** Of every call of which something is told. */
    List<CallStory> stories() throws NotReadyException;
}
