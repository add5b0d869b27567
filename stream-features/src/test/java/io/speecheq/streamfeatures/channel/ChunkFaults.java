package io.speecheq.streamfeatures.channel;

import io.speecheq.streamfeatures.chunk.Chunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** What happens to chunks on their way, from a seed. */
final class ChunkFaults {

    private final Random random;

    private ChunkFaults(long seed) {
        random = new Random(seed);
    }

    static ChunkFaults seeded(long seed) {
        return new ChunkFaults(seed);
    }

    /** Chunks that come twice, the second time anywhere within the next few. */
    List<Chunk> duplicate(List<Chunk> chunks, double share) {
        List<Chunk> faulty = new ArrayList<>(chunks);
        for (Chunk chunk : chunks) {
            if (random.nextDouble() < share && !chunk.endOfStream()) {
                int at = faulty.indexOf(chunk) + 1;
                faulty.add(Math.min(at + random.nextInt(5), faulty.size()), chunk);
            }
        }
        return faulty;
    }

    /** Chunks that come late, by less than that much media time each. */
    List<Chunk> delay(List<Chunk> chunks, double mostSeconds) {
        record Sent(Chunk chunk, double atSeconds) {}
        List<Sent> sent = new ArrayList<>();
        for (Chunk chunk : chunks) {
            double begin = (double) chunk.startSample() / chunk.sampleRateHz();
            sent.add(new Sent(chunk, begin + mostSeconds * random.nextDouble()));
        }
        sent.sort(Comparator.comparingDouble(Sent::atSeconds));
        return sent.stream().map(Sent::chunk).toList();
    }

    /** Chunks that never come; the first and the last always do. */
    List<Chunk> drop(List<Chunk> chunks, double share) {
        List<Chunk> faulty = new ArrayList<>();
        for (int i = 0; i < chunks.size(); i++) {
            boolean isKept = i == 0 || i == chunks.size() - 1 || random.nextDouble() >= share;
            if (isKept) {
                faulty.add(chunks.get(i));
            }
        }
        return faulty;
    }
}
