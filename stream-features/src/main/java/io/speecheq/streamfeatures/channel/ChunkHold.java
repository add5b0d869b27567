package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.Consent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a channel that came before audio which is still missing, in the order of their begin. Bounded by media time,
 * count and bytes: past any of the three it is {@link #isOverdue overdue}. Owned by one thread.
 */
final class ChunkHold {

    /** 2 s of 8 ms chunks, the shortest that carriers send, and more than twice that; of a longer lateness in proportion. */
    static final int MOST_CHUNKS = 512;

    /** 2 s of linear samples at 192 kHz, and more than twice that; of a longer lateness in proportion. */
    static final int MOST_BYTES = 2 << 20;

    private static final int MOST_MILLIS = 2_000;

    private static final long MICROS = 1_000_000;

    private final long latenessMicros;
    private final long mostChunks;
    private final long mostBytes;
    private final List<Chunk> chunks = new ArrayList<>();
    private int bytes;

    /** The chunk that was taken last. None after a restore: nothing that is in a snapshot was overdue by then. */
    private @Nullable Chunk newest;

    /**
     * An empty hold.
     *
     * @param latenessMillis media time after the begin of the first held chunk for which the audio before it is waited for
     */
    ChunkHold(long latenessMillis) {
        this(latenessMillis, List.of());
    }

    /** A hold of those chunks, in order. */
    ChunkHold(long latenessMillis, List<Chunk> held) {
        latenessMicros = latenessMillis * 1_000;
        long boundMillis = Math.max(latenessMillis, MOST_MILLIS);
        mostChunks = boundMillis * MOST_CHUNKS / MOST_MILLIS;
        mostBytes = boundMillis * MOST_BYTES / MOST_MILLIS;
        for (Chunk chunk : held) {
            chunks.add(chunk);
            bytes += chunk.payload().length();
        }
    }

    /** Takes a chunk, unless one that is held says all that it says. */
    boolean add(Chunk chunk) {
        int place = chunks.size();
        while (place > 0 && startsBefore(chunk, chunks.get(place - 1))) {
            place--;
        }
        // Only chunks that begin no later can cover this one, and in practice those of the same begin.
        for (int i = place - 1; i >= 0; i--) {
            if (covers(chunks.get(i), chunk)) {
                return false;
            }
        }
        chunks.add(place, chunk);
        bytes += chunk.payload().length();
        newest = chunk;
        return true;
    }

    private static boolean startsBefore(Chunk a, Chunk b) {
        return a.startSample() * b.sampleRateHz() < b.startSample() * a.sampleRateHz();
    }

    private static boolean covers(Chunk held, Chunk chunk) {
        return held.sampleRateHz() == chunk.sampleRateHz()
                && held.startSample() <= chunk.startSample()
                && held.endSample() >= chunk.endSample()
                && (!chunk.endOfStream() || held.endOfStream())
                && (chunk.consent() == Consent.UNSTATED || held.consent() == chunk.consent());
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** The chunk that begins first. */
    Chunk first() {
        return chunks.get(0);
    }

    /** Gives up the chunk that begins first. */
    void removeFirst() {
        bytes -= chunks.remove(0).payload().length();
    }

    void clear() {
        chunks.clear();
        bytes = 0;
        newest = null;
    }

    /**
     * Whether what is missing before the first chunk is to be waited for no longer. The channel's present is where its newest
     * chunk is, not the furthest: one that strays far ahead ends a wait when it comes, and none that begins after it.
     */
    boolean isOverdue() {
        return latenessMicros == 0
                || chunks.size() > mostChunks
                || bytes > mostBytes
                || microsToNewest() > latenessMicros
                || heldMicros() > latenessMicros;
    }

    private long microsToNewest() {
        Chunk last = newest;
        return last == null ? 0 : micros(last.startSample(), last) - micros(first().startSample(), first());
    }

    /**
     * Media time that the held chunks but the longest cover, what several of them cover counted once. No chunk, however long,
     * ends a wait by itself: not the first behind a gap, and none that strays far ahead.
     */
    private long heldMicros() {
        long sum = 0;
        long longest = 0;
        long coveredTo = 0;
        for (Chunk chunk : chunks) {
            long begin = micros(chunk.startSample(), chunk);
            long end = micros(chunk.endSample(), chunk);
            sum += Math.max(0, end - Math.max(begin, coveredTo));
            longest = Math.max(longest, end - begin);
            coveredTo = Math.max(coveredTo, end);
        }
        return sum - longest;
    }

    private static long micros(long sample, Chunk chunk) {
        return sample * MICROS / chunk.sampleRateHz();
    }

    /** The held chunks, in order. */
    List<Chunk> chunks() {
        return List.copyOf(chunks);
    }
}
