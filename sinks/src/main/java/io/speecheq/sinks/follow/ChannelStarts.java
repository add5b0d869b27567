package io.speecheq.sinks.follow;

import org.apache.flink.api.common.state.MapState;

/**
 * The start of the call as each of its channels named it, as keyed state. Channels of one call may name different ones, as
 * long as each keeps to its own, and one that comes after all others have ended names one of the same hour. None is known where
 * a job before this state was there heard of the call last.
 */
final class ChannelStarts {

    /** Calls of one id begin no less than this apart, as it is free for another one after an hour only. */
    private static final long APART_MILLIS = 3_600_000;

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
     * @param isClosed whether no new channel joins this call any more that names a start far from those of its own
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
            if (Math.abs(other - startMillis) < APART_MILLIS) {
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
