package io.speecheq.trainer.phonemes;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How many phonemes were misheard: the insertions, deletions and substitutions that turn what was said into what was heard
 * (Levenshtein 1966), over the number said. Clips add up before the division, so long ones weigh more.
 *
 * @param edits the least number, over all clips
 * @param said phonemes of the transcripts
 */
public record PhonemeErrorRate(long edits, long said) {
    /** The rate of no clips. */
    public static final PhonemeErrorRate NONE = new PhonemeErrorRate(0, 0);

    public PhonemeErrorRate {
        if (edits < 0 || said < 0) {
            throw new IllegalArgumentException(edits + " edits of " + said + " phonemes");
        }
    }

    /** The rate of one clip. */
    public static PhonemeErrorRate of(List<Integer> heard, List<Integer> said) {
        return new PhonemeErrorRate(distance(heard, said), said.size());
    }

    public PhonemeErrorRate plus(PhonemeErrorRate other) {
        return new PhonemeErrorRate(edits + other.edits, said + other.said);
    }

    /** From 0; above 1 when more was heard than said. None when nothing was said. */
    public OptionalDouble value() {
        return said == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) edits / said);
    }

    private static int distance(List<Integer> heard, List<Integer> said) {
        int[] row = new int[said.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= heard.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (heard.get(i - 1).equals(said.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[said.size()];
    }
}
