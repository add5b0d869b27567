package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundAugmentationTest {
    private static final SoundAugmentation PAPER = new SoundAugmentation(AugmentationOptions.paper());
    private static final SoundAugmentation EVERYTHING =
            new SoundAugmentation(new AugmentationOptions(1, 3, 1, 0.8, 1.3, 1, 10, 25, 1, 1));

    private static void assertSamples(float[] samples, int seed) {
        for (int i = 0; i < samples.length; i++) {
            float sample = samples[i];
            assertThat(sample >= -1 && sample < 1)
                    .as("seed %d, sample %d is %s", seed, i, sample)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, -2.2, -1, -0.1, 0, 0.3, 1.7, 3})
    void pitchMovesAsAskedAndDurationStays(double semitones) {
        for (double hertz : new double[] {110, 200, 233}) {
            float[] moved = SoundAugmentation.pitched(Probe.tone(hertz), semitones);
            double asked = hertz * Math.pow(2, semitones / 12);
            assertThat(moved).hasSize(48000);
            assertThat(Probe.hertz(moved)).as("%s Hz", hertz).isCloseTo(asked, within(0.002 * asked));
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsFromFourThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int seed = 0; seed < 5; seed++) {
                int drawn = seed;
                List<Future<float[]>> each = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    each.add(threads.submit(() -> EVERYTHING.apply(Probe.tone(200), new Random(drawn))));
                }
                float[] alone = EVERYTHING.apply(Probe.tone(200), new Random(seed));
                for (Future<float[]> one : each) {
                    assertThat(one.get()).as("seed %d", seed).isEqualTo(alone);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherSeedGivesAnotherSound() {
        float[] one = EVERYTHING.apply(Probe.tone(200), new Random(1));
        assertThat(EVERYTHING.apply(Probe.tone(200), new Random(2))).isNotEqualTo(one);
    }

    @Test
    void anySeedGivesSamplesOfTheLengthAsked() {
        AugmentationOptions paper = AugmentationOptions.paper();
        for (int seed = 0; seed < 30; seed++) {
            float[] clip = Probe.noise(16000 + 997 * seed, new Random(seed));
            float[] changed = PAPER.apply(clip, new Random(seed));
            Random drawn = new Random(seed);
            boolean isStretched = drawn.nextDouble() < paper.speed();
            double speed = isStretched ? 0.8 + 0.5 * drawn.nextDouble() : 1;
            assertThat(changed.length).as("seed %d", seed).isCloseTo((int) Math.round(clip.length / speed), within(1));
            assertSamples(changed, seed);
        }
    }

    @Test
    void silenceAndLoudnessStayFinite() {
        float[] loud = new float[9000];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = i / 30 % 2 == 0 ? -1 : 0.9999f;
        }
        for (int seed = 0; seed < 5; seed++) {
            assertSamples(EVERYTHING.apply(new float[9000], new Random(seed)), seed);
            assertSamples(EVERYTHING.apply(loud, new Random(seed)), seed);
        }
    }

    @Test
    void underTwentyFiveMillisecondsNothingChanges() {
        float[] click = Probe.noise(399, new Random(1));
        assertThat(EVERYTHING.apply(click, new Random(1))).isEqualTo(click).isNotSameAs(click);
    }

    @Test
    void theClipItselfIsNotTouched() {
        float[] clip = Probe.tone(200);
        EVERYTHING.apply(clip, new Random(1));
        assertThat(clip).isEqualTo(Probe.tone(200));
    }
}
