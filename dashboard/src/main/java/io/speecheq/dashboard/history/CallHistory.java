package io.speecheq.dashboard.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The calls of all time; thread-safe. Records are as {@code RecordJson} tells them. */
public interface CallHistory {

    Optional<KeptCall> call(String callId) throws HistoryUnavailableException;

    /** CallTrajectory records, in the order of their channels. */
    List<ObjectNode> trajectories(String callId) throws HistoryUnavailableException;

    /** EmotionAlert records, the newest state of each, in the order of their begins. */
    List<ObjectNode> alerts(String callId) throws HistoryUnavailableException;

    /** EmotionWindow records of a channel from an index on, so many at most, in order. */
    List<ObjectNode> windows(String callId, String channel, int from, int most) throws HistoryUnavailableException;

    /** Calls whose id contains a text, upper and lower case alike; those that begin with it first, then the newest. */
    List<KeptCall> search(String text, int most) throws HistoryUnavailableException;
}
