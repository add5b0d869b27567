package io.speecheq.ingest.chunk;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a bad network does to a call's chunks: some are lost, doubled, late or out of order. Immutable, and a value: the same
 * seed, call and chunks always meet the same faults. Distances count chunks of the call, all channels together, so that
 * faults do not depend on the speed of a replay.
 *
 * <p>Unless {@link #tailMayBeLost}, a chunk that ends its channel is never dropped, and comes after all others of its channel.
 */
public final class ChunkFaults {

    private static final int MOST_CHUNKS = 10_000;

    private final long seed;
    private final double dropShare;
    private final double duplicateShare;
    private final int reorderChunks;
    private final double delayShare;
    private final int delayChunks;
    private final boolean isTailLosable;

    // Seven of one kind: they are the option's keys, and only the methods below name them.
    private ChunkFaults(
            long seed,
            double dropShare,
            double duplicateShare,
            int reorderChunks,
            double delayShare,
            int delayChunks,
            boolean isTailLosable) {
        this.seed = seed;
        this.dropShare = dropShare;
        this.duplicateShare = duplicateShare;
        this.reorderChunks = reorderChunks;
        this.delayShare = delayShare;
        this.delayChunks = delayChunks;
        this.isTailLosable = isTailLosable;
    }

    /** No fault yet. */
    public static ChunkFaults seeded(long seed) {
        return new ChunkFaults(seed, 0, 0, 0, 0, 0, false);
    }

    /**
     * Reads, for instance, {@code seed=42,drop=0.05,duplicate=0.02,reorder=3,delay=0.1x20,tail} (the last: the tail may be
     * lost); every part may be absent, and the seed is then 1.
     *
     * @throws IllegalArgumentException in one line, if it is anything else
     */
    public static ChunkFaults parse(String text) {
        ChunkFaults faults = seeded(1);
        for (String part : text.split(",", -1)) {
            faults = faults.with(part.strip().toLowerCase(Locale.ROOT));
        }
        return faults;
    }

    private ChunkFaults with(String part) {
        String value = part.substring(part.indexOf('=') + 1);
        try {
            return switch (part.substring(0, part.length() - value.length())) {
                case "seed=" ->
                    new ChunkFaults(
                            Long.parseLong(value),
                            dropShare,
                            duplicateShare,
                            reorderChunks,
                            delayShare,
                            delayChunks,
                            isTailLosable);
                case "drop=" -> drop(Double.parseDouble(value));
                case "duplicate=" -> duplicate(Double.parseDouble(value));
                case "reorder=" -> reorder(Integer.parseInt(value));
                case "delay=" -> {
                    int by = value.indexOf('x');
                    yield delay(
                            Double.parseDouble(value.substring(0, Math.max(0, by))),
                            Integer.parseInt(value.substring(by + 1)));
                }
                default -> {
                    if (part.equals("tail")) {
                        yield tailMayBeLost();
                    }
                    throw new NumberFormatException();
                }
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "fault '" + part + "' is not one of seed=N, drop=SHARE, duplicate=SHARE, reorder=CHUNKS,"
                            + " delay=SHARExCHUNKS, tail",
                    e);
        }
    }

    /** Loses that share of the chunks, 0..1. */
    public ChunkFaults drop(double share) {
        return new ChunkFaults(
                seed, share("drop", share), duplicateShare, reorderChunks, delayShare, delayChunks, isTailLosable);
    }

    /** Sends that share of the chunks twice, 0..1. */
    public ChunkFaults duplicate(double share) {
        return new ChunkFaults(
                seed, dropShare, share("duplicate", share), reorderChunks, delayShare, delayChunks, isTailLosable);
    }

    /** Shuffles the chunks: none moves across more than so many others. */
    public ChunkFaults reorder(int chunks) {
        return new ChunkFaults(
                seed, dropShare, duplicateShare, chunks("reorder", chunks), delayShare, delayChunks, isTailLosable);
    }

    /** Sends that share of the chunks, 0..1, so many chunks later. */
    public ChunkFaults delay(double share, int chunks) {
        return new ChunkFaults(
                seed,
                dropShare,
                duplicateShare,
                reorderChunks,
                share("delay", share),
                chunks("delay", chunks),
                isTailLosable);
    }

    /** The chunk that ends a channel meets the same faults as any other: such a call ends only by its timeout. */
    public ChunkFaults tailMayBeLost() {
        return new ChunkFaults(seed, dropShare, duplicateShare, reorderChunks, delayShare, delayChunks, true);
    }

    private static double share(String fault, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("fault " + fault + " takes a share from 0 to 1, not " + share);
        }
        return share;
    }

    private static int chunks(String fault, int chunks) {
        if (chunks < 0 || chunks > MOST_CHUNKS) {
            throw new IllegalArgumentException(
                    "fault " + fault + " takes 0 to " + MOST_CHUNKS + " chunks, not " + chunks);
        }
        return chunks;
    }

    /** A target for the chunks of one call, which passes them on with these faults; flushing it passes on what is late. */
    public ChunkTarget over(ChunkTarget target, String callId) {
        return new FaultyTarget(new Dice(callId), target);
    }

    /** The fate of one call's chunks, one draw after the other. */
    final class Dice {

        private final SplittableRandom random;

        private Dice(String callId) {
            this.random = new SplittableRandom(31 * seed + callId.hashCode());
        }

        boolean isDropped() {
            return random.nextDouble() < dropShare;
        }

        boolean isDoubled() {
            return random.nextDouble() < duplicateShare;
        }

        /**
         * How far behind its own place, in chunks, one is sent. With a jitter in [0, n + 1), chunk i is overtaken by chunk j at
         * most if j &lt; i + n + 1.
         */
        double lateness() {
            double jitter = random.nextDouble() * (reorderChunks == 0 ? 0 : reorderChunks + 1);
            // Half a place behind the chunk that it is to follow.
            return jitter + (random.nextDouble() < delayShare ? delayChunks + 0.5 : 0);
        }

        boolean isTailLosable() {
            return isTailLosable;
        }
    }
}
