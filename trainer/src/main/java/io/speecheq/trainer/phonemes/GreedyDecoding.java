package io.speecheq.trainer.phonemes;

import java.util.ArrayList;
import java.util.List;

/**
 * The phonemes that a network hears by the simplest reading of its CTC output (Graves et al. 2006, best path): the likeliest
 * of each frame, repetitions taken once, blanks dropped.
 */
public final class GreedyDecoding {
    private GreedyDecoding() {}

    /**
     * Decodes a batch.
     *
     * @param scores {@code [batch][phonemes][frames]}, row by row, logits or any other scores that grow with likelihood
     * @param frameLengths valid frames of each clip
     * @return indices in the inventory for each clip
     */
    public static List<List<Integer>> of(float[] scores, int phonemes, int[] frameLengths) {
        int perClip = frameLengths.length == 0 ? 0 : scores.length / frameLengths.length;
        int frames = perClip / phonemes;
        if (scores.length != frameLengths.length * phonemes * frames) {
            throw new IllegalArgumentException(
                    "%d scores for %d clips of %d phonemes".formatted(scores.length, frameLengths.length, phonemes));
        }
        List<List<Integer>> heard = new ArrayList<>();
        for (int clip = 0; clip < frameLengths.length; clip++) {
            if (frameLengths[clip] > frames) {
                throw new IllegalArgumentException(
                        "a clip of " + frameLengths[clip] + " frames in a batch of " + frames);
            }
            int[] path = new int[frameLengths[clip]];
            for (int t = 0; t < path.length; t++) {
                path[t] = likeliest(scores, clip * perClip + t, frames, phonemes);
            }
            heard.add(collapsed(path));
        }
        return heard;
    }

    private static int likeliest(float[] scores, int offset, int step, int phonemes) {
        int best = 0;
        for (int i = 1; i < phonemes; i++) {
            best = scores[offset + i * step] > scores[offset + best * step] ? i : best;
        }
        return best;
    }

    private static List<Integer> collapsed(int[] path) {
        List<Integer> phonemes = new ArrayList<>();
        int previous = PhonemeInventory.BLANK;
        for (int phoneme : path) {
            if (phoneme != previous && phoneme != PhonemeInventory.BLANK) {
                phonemes.add(phoneme);
            }
            previous = phoneme;
        }
        return phonemes;
    }
}
