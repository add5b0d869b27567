package io.speecheq.ingest.chunk;

import io.speecheq.schemas.record.AudioChunk;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Passes one call's chunks on with faults. Every chunk that comes has a place, counted from 0; it is sent at its place plus its
 * lateness, and so at most that many chunks are held. Owned by one thread.
 */
final class FaultyTarget implements ChunkTarget {

    private record Held(double sentAt, long order, AudioChunk chunk) {}

    private final ChunkFaults.Dice dice;
    private final ChunkTarget target;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(Comparator.comparingDouble(Held::sentAt).thenComparingLong(Held::order));
    private final Map<String, Double> lastOfChannel = new HashMap<>();

    private long place;
    private long order;

    FaultyTarget(ChunkFaults.Dice dice, ChunkTarget target) {
        this.dice = dice;
        this.target = target;
    }

    @Override
    public void accept(AudioChunk chunk) throws IOException, InterruptedException {
        boolean isSafe = chunk.getEndOfStream() && !dice.isTailLosable();
        // All dice are thrown for every chunk: one fault must not change where the others strike.
        boolean isDropped = dice.isDropped();
        boolean isDoubled = dice.isDoubled();
        double sentAt = place + dice.lateness();
        double doubleSentAt = place + dice.lateness();
        if (isSafe) {
            sentAt = Math.max((double) place, lastOfChannel.getOrDefault(chunk.getChannel(), 0.0));
            doubleSentAt = Math.max(sentAt, doubleSentAt);
        }
        if (isSafe || !isDropped) {
            hold(sentAt, chunk);
            if (isDoubled) {
                hold(doubleSentAt, AudioChunk.newBuilder(chunk).build());
            }
        }
        place++;
        while (!held.isEmpty() && held.element().sentAt() < place) {
            target.accept(held.remove().chunk());
        }
    }

    private void hold(double sentAt, AudioChunk chunk) {
        held.add(new Held(sentAt, order++, chunk));
        lastOfChannel.merge(chunk.getChannel(), sentAt, Math::max);
    }

    @Override
    public void flush() throws IOException, InterruptedException {
        while (!held.isEmpty()) {
            target.accept(held.remove().chunk());
        }
        target.flush();
    }
}
