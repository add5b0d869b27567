package io.speecheq.sinks.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionChange;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any call; each case is a seed. */
class TrajectoryPropertiesTest {

    private static final SpeechEqCodec<CallTrajectory> CODEC = SpeechEqCodec.of(CallTrajectory.class);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAnyDoublingAnyRestartGivesTheSameFinalBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScriptedCall script = ScriptedCall.random(random, 1 + random.nextInt(600));
        byte[] expected = CODEC.encode(script.told().revision());

        TrajectoryBuilder builder = ScriptedCall.builder();
        List<EmotionWindow> arrivals = shuffledAndDoubled(script.windows(), random);
        int closeAt = random.nextInt(arrivals.size() + 1);
        for (int i = 0; i <= arrivals.size(); i++) {
            if (i == closeAt) {
                builder.close(script.end());
            }
            if (i < arrivals.size()) {
                builder.accept(arrivals.get(i));
            }
            if (random.nextInt(20) == 0) {
                TrajectorySnapshot snapshot = builder.snapshot();
                builder = TrajectoryBuilder.restore(TrajectorySnapshot.ofBytes(snapshot.toBytes()));
                assertThat(builder.snapshot()).isEqualTo(snapshot);
            }
        }

        assertThat(builder.hasEnded()).isTrue();
        assertThat(CODEC.encode(builder.revision())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRevisionKeepsTheRecordsOwnRules(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScriptedCall script = ScriptedCall.random(random, 1 + random.nextInt(300));
        TrajectoryBuilder builder = ScriptedCall.builder();
        for (EmotionWindow window : script.windows()) {
            builder.accept(window);
            requireSound(builder.revision());
        }
        builder.close(script.end());
        requireSound(builder.revision());
        assertThat(builder.revision().getRevision()).isEqualTo(script.windows().size() + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noiseAroundOneEmotionDoesNotFlicker(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScriptedCall script = new ScriptedCall();
        EmotionCategory mood = ScriptedCall.CATEGORIES.get(random.nextInt(9));
        int othersLead = 0;
        for (int i = 0; i < 300; i++) {
            // Past the beginning, one window in eight is heard as something else altogether.
            EmotionCategory heard =
                    i > 4 && random.nextInt(8) == 0 ? ScriptedCall.CATEGORIES.get(random.nextInt(9)) : mood;
            othersLead += heard == mood ? 0 : 1;
            script.heard(heard, 2f, ScriptedCall.noisyScores(heard, 0.5, random));
        }

        assertThat(othersLead).isPositive();
        assertThat(script.told().revision().getSegments())
                .extracting(EmotionSegment::getCategory)
                .containsExactly(mood);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void evenPureNoiseGivesNoSegmentShorterThanTheSettlingTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScriptedCall script = new ScriptedCall();
        for (int i = 0; i < 300; i++) {
            EmotionCategory heard = ScriptedCall.CATEGORIES.get(random.nextInt(9));
            script.heard(1, heard, 2f);
        }

        assertThat(script.told().revision().getSegments())
                .allSatisfy(segment -> assertThat(segment.getEndMillis() - segment.getStartMillis())
                        .isGreaterThanOrEqualTo(TrajectorySpec.standard().settleMillis()));
    }

    @Test
    void aCallOfADayStaysSmallAndCountsWhatItNoLongerTells() {
        SplittableRandom random = new SplittableRandom(7);
        TrajectoryBuilder builder = ScriptedCall.builder();
        ScriptedCall script = new ScriptedCall();
        for (int i = 0; i < 86_400; i++) {
            script.heard(1, ScriptedCall.CATEGORIES.get(i / 30 % 9), random.nextFloat() * 4);
        }
        script.windows().forEach(builder::accept);

        CallTrajectory day = builder.revision();
        assertThat(builder.snapshot().toBytes()).hasSizeLessThan(52_000);
        assertThat(day.getSegments()).hasSize(256);
        assertThat(day.getDroppedSegments()).isEqualTo(86_400 / 30 - 256);
        requireSound(day);
        assertThat(day.getQuarters())
                .allSatisfy(quarter ->
                        assertThat((double) quarter.getAssessedWindows()).isCloseTo(21_600, within(86_400 / 128.0)));
    }

    private static void requireSound(CallTrajectory call) {
        long total = call.getDurations().getTotalMillis();
        requireSound(call.getOverall());
        assertThat(call.getQuarters()).hasSize(4).allSatisfy(TrajectoryPropertiesTest::requireSound);
        assertThat(call.getQuarters().stream()
                        .mapToInt(EmotionSummary::getAssessedWindows)
                        .sum())
                .isEqualTo(call.getOverall().getAssessedWindows());
        assertThat(call.getQuarters().get(3).getToMillis()).isEqualTo(total);
        assertThat(call.getDurations().getAssessedMillis()).isBetween(0L, total);
        long previousEnd = 0;
        for (EmotionSegment segment : call.getSegments()) {
            assertThat(segment.getStartMillis()).isGreaterThanOrEqualTo(previousEnd);
            assertThat(segment.getEndMillis()).isGreaterThan(segment.getStartMillis());
            assertThat(segment.getMeanIntensity()).isBetween(0f, segment.getPeakIntensity());
            assertThat(segment.getConfidence()).isBetween(0f, 1f);
            previousEnd = segment.getEndMillis();
        }
        assertThat(call.getChanges())
                .allSatisfy(change -> assertThat(change.getFrom()).isNotEqualTo(change.getTo()))
                .extracting(EmotionChange::getAtMillis)
                .isSubsetOf(call.getSegments().stream()
                        .map(EmotionSegment::getStartMillis)
                        .toList());
        assertThat(call.getDurations().getSilenceMillis()).isBetween(0L, total);
        assertThat(previousEnd).isLessThanOrEqualTo(total);
        int counted = call.getOverall().getAssessedWindows()
                + call.getNotAssessed().stream()
                        .mapToInt(count -> count.getWindows())
                        .sum();
        assertThat(counted).isEqualTo(call.getWindows());
    }

    private static void requireSound(EmotionSummary summary) {
        double sum =
                summary.getShares().stream().mapToDouble(Float::doubleValue).sum();
        assertThat(sum).isCloseTo(summary.getAssessedWindows() == 0 ? 0 : 1, within(1e-6));
        assertThat(summary.getToMillis()).isGreaterThan(summary.getFromMillis());
        if (summary.getAssessedWindows() == 0) {
            assertThat(summary.getConfidence()).isNull();
            assertThat(summary.getSure()).isFalse();
        } else {
            assertThat(summary.getConfidence()).isBetween(0f, 1f);
            assertThat(summary.getSure()).isEqualTo(summary.getConfidence() >= 0.4);
        }
    }

    /** Each window moves by at most 100 places, and one in five comes again later. */
    private static List<EmotionWindow> shuffledAndDoubled(List<EmotionWindow> windows, RandomGenerator random) {
        record Arrival(double at, EmotionWindow window) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            arrivals.add(new Arrival(i + random.nextDouble(100), windows.get(i)));
            if (random.nextInt(5) == 0) {
                arrivals.add(new Arrival(i + random.nextDouble(400), windows.get(i)));
            }
        }
        return arrivals.stream()
                .sorted((a, b) -> Double.compare(a.at(), b.at()))
                .map(Arrival::window)
                .toList();
    }
}
