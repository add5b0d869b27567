package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.trainer.network.Tensors;
import io.speecheq.trainer.network.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CtcLossTest {
    private static final int PHONEMES = 3;
    private static final int FRAMES = 5;
    private static final int VALUES = PHONEMES * FRAMES;
    private static final Optional<List<Integer>> NO_PART = Optional.empty();

    /** What a test wants to know of a loss, out of its scope. */
    private record Told(float mean, int clips, int tooShort, List<Float> gradient) {}

    @BeforeAll
    static void startLibtorch() {
        Torch.start(1);
    }

    @Test
    void theLossIsTheSumOverAllAlignments() {
        for (long seed = 0; seed < 20; seed++) {
            float[] logits = logits(seed, 1);
            List<Integer> target = target(new Random(seed));

            assertThat(told(logits, new int[] {FRAMES}, List.of(Optional.of(target)))
                            .mean())
                    .as("seed %d, target %s", seed, target)
                    .isCloseTo((float) brute(logits, FRAMES, target), within(1e-4f));
        }
    }

    @Test
    void theGradientIsThatOfTheSumOverAllAlignments() {
        float[] logits = logits(7, 1);
        List<Integer> target = List.of(2, 2, 1);
        List<Float> gradient =
                told(logits, new int[] {FRAMES}, List.of(Optional.of(target))).gradient();

        for (int i = 0; i < logits.length; i++) {
            float step = 1e-2f;
            float[] up = logits.clone();
            float[] down = logits.clone();
            up[i] += step;
            down[i] -= step;
            double wanted = (brute(up, FRAMES, target) - brute(down, FRAMES, target)) / (up[i] - down[i]);
            assertThat(gradient.get(i)).as("logit %d", i).isCloseTo((float) wanted, within(1e-3f));
        }
    }

    @Test
    void theMeanIsOverTheClipsOfEachPerPhoneme() {
        float[] logits = logits(1, 3);
        List<Optional<List<Integer>>> targets =
                List.of(Optional.of(List.of(1)), Optional.of(List.of(2, 1, 2)), Optional.of(List.of(1, 1)));
        double wanted = 0;
        for (int clip = 0; clip < 3; clip++) {
            wanted += brute(ofClip(logits, clip), FRAMES, targets.get(clip).orElseThrow()) / 3;
        }

        Told told = told(logits, new int[] {FRAMES, FRAMES, FRAMES}, targets);

        assertThat(told.mean()).isCloseTo((float) wanted, within(1e-4f));
        assertThat(told.clips()).isEqualTo(3);
    }

    @Test
    void paddingChangesNothingAndGetsNoGradient() {
        float[] logits = logits(2, 1);
        float[] other = logits.clone();
        for (int phoneme = 0; phoneme < PHONEMES; phoneme++) {
            other[phoneme * FRAMES + 3] = 9 - 7 * phoneme;
            other[phoneme * FRAMES + 4] = -3 + 8 * phoneme;
        }
        List<Optional<List<Integer>>> targets = List.of(Optional.of(List.of(1, 2)));

        Told padded = told(other, new int[] {3}, targets);

        assertThat(padded.mean()).isEqualTo(told(logits, new int[] {3}, targets).mean());
        for (int phoneme = 0; phoneme < PHONEMES; phoneme++) {
            assertThat(padded.gradient().get(phoneme * FRAMES + 3)).isZero();
            assertThat(padded.gradient().get(phoneme * FRAMES + 4)).isZero();
        }
    }

    @Test
    void aClipAloneEqualsTheClipAmongOthersThatTakeNoPart() {
        float[] logits = logits(3, 3);
        Optional<List<Integer>> target = Optional.of(List.of(2, 1));

        Told among = told(logits, new int[] {FRAMES, 4, 2}, List.of(NO_PART, target, Optional.of(List.of(1, 1))));
        Told alone = told(ofClip(logits, 1), new int[] {4}, List.of(target));

        assertThat(among.mean()).isEqualTo(alone.mean());
        assertThat(among.gradient().subList(VALUES, 2 * VALUES)).isEqualTo(alone.gradient());
        assertThat(among.gradient().subList(0, VALUES)).allMatch(value -> value == 0);
        assertThat(among.clips()).isEqualTo(1);
    }

    @Test
    void clipsTooShortForTheirPhonemesAreCountedAndLeftOut() {
        float[] logits = logits(4, 2);

        Told told = told(logits, new int[] {2, 1}, List.of(Optional.of(List.of(1, 1)), Optional.of(List.of(1, 2))));

        assertThat(told.tooShort()).isEqualTo(2);
        assertThat(told.clips()).isZero();
        assertThat(told.mean()).isZero();
        assertThat(told.gradient()).allMatch(value -> value == 0);
    }

    @Test
    void aClipThatJustFitsTakesPart() {
        Told told = told(logits(5, 1), new int[] {3}, List.of(Optional.of(List.of(1, 1))));

        assertThat(told.clips()).isEqualTo(1);
        assertThat(told.mean()).isFinite();
        assertThat(told.gradient()).allMatch(Float::isFinite);
    }

    @Test
    void withoutAnyClipTheLossIsZeroAndSoIsItsGradient() {
        Told told = told(logits(6, 2), new int[] {FRAMES, FRAMES}, List.of(NO_PART, NO_PART));

        assertThat(told.mean()).isZero();
        assertThat(told.tooShort()).isZero();
        assertThat(told.gradient()).allMatch(value -> value == 0);
    }

    @Test
    void extremeLogitsHaveAFiniteGradient() {
        float[] logits = logits(8, 1);
        for (int i = 0; i < logits.length; i++) {
            logits[i] *= 200;
        }

        Told told = told(logits, new int[] {FRAMES}, List.of(Optional.of(List.of(2, 1, 2))));

        assertThat(told.mean()).isFinite();
        assertThat(told.gradient()).allMatch(Float::isFinite);
    }

    private static Told told(float[] logits, int[] lengths, List<Optional<List<Integer>>> targets) {
        return Torch.scoped(() -> {
            Tensor leaf = Tensors.of(logits, lengths.length, PHONEMES, FRAMES);
            leaf.set_requires_grad(true);
            CtcLoss loss = CtcLoss.of(leaf, lengths, targets);
            loss.mean().backward();
            List<Float> gradient = new ArrayList<>();
            for (float value : Tensors.values(leaf.grad())) {
                gradient.add(value);
            }
            return new Told(loss.mean().item_float(), loss.clips(), loss.tooShort(), gradient);
        });
    }

    private static float[] logits(long seed, int clips) {
        Random random = new Random(seed);
        float[] logits = new float[clips * VALUES];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (2 * random.nextGaussian());
        }
        return logits;
    }

    private static List<Integer> target(Random random) {
        List<Integer> target = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        while (target.size() < count) {
            target.add(1 + random.nextInt(PHONEMES - 1));
        }
        return target;
    }

    private static float[] ofClip(float[] batch, int clip) {
        return Arrays.copyOfRange(batch, clip * VALUES, (clip + 1) * VALUES);
    }

    /** The loss of one clip by its definition: every path over the frames that collapses to the target. */
    private static double brute(float[] logits, int frames, List<Integer> target) {
        double sum = 0;
        int paths = (int) Math.pow(PHONEMES, frames);
        for (int path = 0; path < paths; path++) {
            double likelihood = 1;
            List<Integer> collapsed = new ArrayList<>();
            int previous = 0;
            for (int t = 0, rest = path; t < frames; t++, rest /= PHONEMES) {
                int symbol = rest % PHONEMES;
                likelihood *= posterior(logits, symbol, t);
                if (symbol != 0 && symbol != previous) {
                    collapsed.add(symbol);
                }
                previous = symbol;
            }
            sum += collapsed.equals(target) ? likelihood : 0;
        }
        return -Math.log(sum) / target.size();
    }

    private static double posterior(float[] logits, int symbol, int frame) {
        double sum = 0;
        for (int other = 0; other < PHONEMES; other++) {
            sum += Math.exp(logits[other * FRAMES + frame]);
        }
        return Math.exp(logits[symbol * FRAMES + frame]) / sum;
    }
}
