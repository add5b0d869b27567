package io.speecheq.sinks.follow;

import org.apache.flink.api.common.state.MapState;

/**
 * The start of the call as each of its channels named it, as keyed state. Channels of one call may name different ones, as
 * long as each keeps to its own and comes before all others have ended. None is known where a job before this state was there
 * heard of the call last.
 */
final class ChannelStarts {

    private final MapState<String, Long> starts;

    ChannelStarts(MapState<String, Long> starts) {
        this.starts = starts;
    }

    void put(String channel, long startMillis) throws Exception {
        starts.put(channel, startMillis);
    }

    /**
     * Whether a channel with that start is one of another call.
     *
     * @param isClosed whether no new channel joins this call any more that does not name a start of its own
     */
    boolean isOfAnother(String channel, long startMillis, boolean isClosed) throws Exception {
        Long known = starts.get(channel);
        if (known != null) {
            return known != startMillis;
        }
        if (starts.isEmpty()) {
            return false;
        }
        for (long other : starts.values()) {
            if (other == startMillis) {
                return false;
            }
        }
        return isClosed;
    }

    Iterable<Long> values() throws Exception {
        return starts.values();
    }

    void clear() {
        starts.clear();
    }
}
