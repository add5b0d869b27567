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
    /** Cuts a list into batches of clips of like lengths. */
    static List<PaddedBatch> cut(List<FrameMatrix> clips, int size) {
        List<Integer> byLength = IntStream.range(0, clips.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> clips.get(i).frames())
                        .thenComparing(i -> i))
                .toList();
        List<PaddedBatch> batches = new ArrayList<>();
        for (int from = 0; from < byLength.size(); from += size) {
            batches.add(of(clips, byLength.subList(from, Math.min(byLength.size(), from + size))));
        }
        return batches;
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
