package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.streamfeatures.chunk.ChunkDecoder;
import io.speecheq.streamfeatures.window.WindowPlan;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/**
 * How channels become windows. Windows that are under way when a job restarts with other lengths keep theirs.
 *
 * @param window length of a window, a multiple of 10 ms
 * @param hop step from one window to the next, a multiple of 10 ms, at most a window
 * @param shortestClosing audio beyond the last whole window that is worth a closing window
 * @param lateness how much audio beyond a gap is taken in before the gap is given up as lost, in media time; at most a minute,
 *     since so much of it is held
 * @param silenceLimit a longer loss is not filled with silence but passed over; at least a second longer than a window
 * @param idleTimeout processing time without a chunk after which a channel is taken for ended
 * @param memory processing time for which an ended channel is remembered after its last chunk, so that nothing of it is
 *     told twice, and no other call takes its id
 * @param longestCall media time after which a channel is ended, whatever comes; at least a window
 */
public record ChannelOptions(
        Duration window,
        Duration hop,
        Duration shortestClosing,
        Duration lateness,
        Duration silenceLimit,
        Duration idleTimeout,
        Duration memory,
        Duration longestCall)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration LONGEST_LATENESS = Duration.ofMinutes(1);

    private static final ChannelOptions STANDARD = new ChannelOptions(
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofHours(24));

    public ChannelOptions {
        require(
                window.compareTo(silenceLimit.minusSeconds(1)) <= 0,
                "a window may have at most " + silenceLimit.minusSeconds(1).toSeconds() + " s",
                window);
        require(hop.compareTo(window) <= 0, "the hop must be at most a window of " + window.toMillis() + " ms", hop);
        WindowPlan.of(FeatureSpec.standard(), window, hop, shortestClosing);
        require(
                !lateness.isNegative() && lateness.compareTo(LONGEST_LATENESS) <= 0,
                "the lateness must be from 0 to " + LONGEST_LATENESS.toSeconds() + " s",
                lateness);
        require(idleTimeout.toMillis() > 0, "the idle timeout must be positive", idleTimeout);
        require(memory.toMillis() > 0, "the memory of ended channels must be positive", memory);
        require(
                longestCall.compareTo(window) >= 0 && longestCall.compareTo(ChunkDecoder.MOST_MEDIA_TIME) <= 0,
                "the longest call must be from a window of " + window.toMillis() + " ms to "
                        + ChunkDecoder.MOST_MEDIA_TIME.toDays() + " days",
                longestCall);
    }

    private static void require(boolean holds, String otherwise, Duration value) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise + ", is " + value.toMillis() + " ms");
        }
    }

    /** Windows of 3 s every 1 s; 0.5 s for a closing one; 2 s of lateness; 60 s of silence; 30 s idle; 1 h of memory; 24 h. */
    public static ChannelOptions standard() {
        return STANDARD;
    }

    public ChannelOptions withWindows(Duration newWindow, Duration newHop) {
        return new ChannelOptions(
                newWindow, newHop, shortestClosing, lateness, silenceLimit, idleTimeout, memory, longestCall);
    }

    public ChannelOptions withLateness(Duration newLateness) {
        return new ChannelOptions(
                window, hop, shortestClosing, newLateness, silenceLimit, idleTimeout, memory, longestCall);
    }

    public ChannelOptions withIdleTimeout(Duration newIdleTimeout) {
        return new ChannelOptions(
                window, hop, shortestClosing, lateness, silenceLimit, newIdleTimeout, memory, longestCall);
    }

    public ChannelOptions withLongestCall(Duration newLongestCall) {
        return new ChannelOptions(
                window, hop, shortestClosing, lateness, silenceLimit, idleTimeout, memory, newLongestCall);
    }

    WindowPlan plan() {
        return WindowPlan.of(FeatureSpec.standard(), window, hop, shortestClosing);
    }
}
