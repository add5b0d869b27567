package io.speecheq.trainer.evaluation;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.trainer.network.FrameBatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clips side by side, the shorter ones followed by zeros. Arrays are handed over, not copied: used once and dropped.
 *
 * @param positions of the clips in the list they come from
 */
record PaddedBatch(List<Integer> positions, FrameBatch frames) {
    /** Of a batch with its padding: 30 s for each of eight clips; a longer clip is a batch of its own, in the end. */
    private static final int MOST_FRAMES = 8 * 3000;

    /** Cuts a list into batches of clips of like lengths, fewer than {@code size} where they are very long. */
    static List<PaddedBatch> cut(List<FrameMatrix> clips, int size) {
        List<Integer> byLength = IntStream.range(0, clips.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> clips.get(i).frames())
                        .thenComparing(i -> i))
                .toList();
        List<PaddedBatch> batches = new ArrayList<>();
        for (int from = 0; from < byLength.size(); ) {
            int to = end(clips, byLength, from, size);
            batches.add(of(clips, byLength.subList(from, to)));
            from = to;
        }
        return batches;
    }

    private static int end(List<FrameMatrix> clips, List<Integer> byLength, int from, int size) {
        int to = from + 1;
        while (to < byLength.size()
                && to - from < size
                && (long) (to + 1 - from) * clips.get(byLength.get(to)).frames() <= MOST_FRAMES) {
            to++;
        }
        return to;
    }

    private static PaddedBatch of(List<FrameMatrix> clips, List<Integer> positions) {
        int frames =
                positions.stream().mapToInt(i -> clips.get(i).frames()).max().orElseThrow();
        int bands = clips.get(positions.get(0)).bands();
        float[] features = new float[positions.size() * frames * bands];
        int[] lengths = new int[positions.size()];
        for (int i = 0; i < lengths.length; i++) {
            FrameMatrix clip = clips.get(positions.get(i));
            clip.copyTo(features, i * frames * bands);
            lengths[i] = clip.frames();
        }
        return new PaddedBatch(positions, new FrameBatch(features, frames, bands, lengths));
    }
}
