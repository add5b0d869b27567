package io.speecheq.sinks.trajectory;

import static io.speecheq.schemas.record.EmotionCategory.ANGER;
import static io.speecheq.schemas.record.EmotionCategory.JOY;
import static io.speecheq.schemas.record.EmotionCategory.NEUTRAL;
import static io.speecheq.schemas.record.EmotionCategory.SADNESS;
import static io.speecheq.schemas.record.NotAssessed.AUDIO_LOST;
import static io.speecheq.schemas.record.NotAssessed.CHANNEL_NOT_ANALYSED;
import static io.speecheq.schemas.record.NotAssessed.NO_SPEECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.EmotionChange;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.IntensityTrend;
import io.speecheq.schemas.record.NotAssessedCount;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.record.TrendDirection;
import io.speecheq.sinks.channel.WindowOrder;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrajectoryBuilderTest {

    private static final Offset<Float> EXACT = Offset.offset(1e-6f);

    /** Smoothed over a half-life of 2 s, a new emotion leads by the margin from its third window on. */
    @Test
    void aCallOfThreeMoodsHasThreeSegmentsAndKnownNumbers() {
        CallTrajectory call = new ScriptedCall()
                .heard(20, JOY, 2.5f)
                .heard(20, ANGER, 3.5f)
                .heard(20, NEUTRAL, 0.5f)
                .told()
                .revision();

        assertThat(call.getStatus()).isEqualTo(TrajectoryStatus.COMPLETED);
        assertThat(call.getWindows()).isEqualTo(60);
        assertThat(call.getRevision()).isEqualTo(61);
        assertThat(call.getDurations()).isEqualTo(new Durations(62_000L, 4_321L, 123L, 62_000L, 57_556L));
        assertThat(call.getSegments())
                .extracting(
                        EmotionSegment::getStartMillis,
                        EmotionSegment::getEndMillis,
                        EmotionSegment::getCategory,
                        EmotionSegment::getName)
                .containsExactly(
                        tuple(0L, 22_000L, JOY, "joy"),
                        tuple(22_000L, 42_000L, ANGER, "rage"),
                        tuple(42_000L, 62_000L, NEUTRAL, "neutral"));
        EmotionSummary overall = call.getOverall();
        assertThat(overall.getShares()).containsExactly(1 / 3f, 0f, 1 / 3f, 0f, 1 / 3f, 0f, 0f, 0f, 0f);
        assertThat(overall.getDominant()).isEqualTo(NEUTRAL);
        assertThat(overall.getMeanIntensity()).isCloseTo(6.5f / 3, EXACT);
        assertThat(overall.getPeakIntensity()).isEqualTo(3.5f);
        assertThat(overall.getPeakAtMillis()).isEqualTo(20_000L);
        assertThat(call.getModels()).containsExactly("net:1");
    }

    @Test
    void aQuarterTellsOfTheHopsWithinIt() {
        CallTrajectory call = new ScriptedCall()
                .heard(10, JOY, 2f)
                .heard(10, ANGER, 3f)
                .heard(10, SADNESS, 1f)
                .heard(8, NEUTRAL, 0f)
                .told()
                .revision();

        assertThat(call.getQuarters())
                .extracting(
                        EmotionSummary::getFromMillis,
                        EmotionSummary::getToMillis,
                        EmotionSummary::getAssessedWindows,
                        EmotionSummary::getDominant,
                        EmotionSummary::getPeakIntensity)
                .containsExactly(
                        tuple(0L, 10_000L, 10, JOY, 2f),
                        tuple(10_000L, 20_000L, 10, ANGER, 3f),
                        tuple(20_000L, 30_000L, 10, SADNESS, 1f),
                        tuple(30_000L, 40_000L, 8, NEUTRAL, 0f));
    }

    @Test
    void aShortSilenceIsBridgedAndALongOneEndsTheSegment() {
        assertThat(new ScriptedCall()
                        .heard(10, JOY, 2f)
                        .notAssessed(4, NO_SPEECH)
                        .heard(10, JOY, 2f)
                        .told()
                        .revision()
                        .getSegments())
                .extracting(EmotionSegment::getStartMillis, EmotionSegment::getEndMillis)
                .containsExactly(tuple(0L, 26_000L));
        assertThat(new ScriptedCall()
                        .heard(10, JOY, 2f)
                        .notAssessed(5, NO_SPEECH)
                        .heard(10, JOY, 2f)
                        .told()
                        .revision()
                        .getSegments())
                .extracting(EmotionSegment::getStartMillis, EmotionSegment::getEndMillis)
                .containsExactly(tuple(0L, 10_000L), tuple(15_000L, 27_000L));
    }

    @Test
    void aWindowThatStandsAloneLeavesNoSegment() {
        CallTrajectory call = new ScriptedCall()
                .heard(10, JOY, 2f)
                .heard(2, ANGER, 4f)
                .heard(10, JOY, 2f)
                .told()
                .revision();

        assertThat(call.getSegments())
                .extracting(EmotionSegment::getCategory, EmotionSegment::getPeakIntensity)
                .containsExactly(tuple(JOY, 4f));
    }

    @Test
    void aFirstGuessGivesWayAsSoonAsMoreIsHeard() {
        CallTrajectory call = new ScriptedCall()
                .heard(1, SADNESS, 2f)
                .heard(20, JOY, 2f)
                .told()
                .revision();

        assertThat(call.getSegments())
                .extracting(EmotionSegment::getStartMillis, EmotionSegment::getCategory)
                .containsExactly(tuple(0L, JOY));
    }

    @Test
    void overlappingWindowsCountForTheirHopsAlone() {
        TrajectoryBuilder builder = ScriptedCall.builder();
        new ScriptedCall()
                .heard(5, JOY, 2f)
                .notAssessed(3, AUDIO_LOST)
                .notAssessed(2, NO_SPEECH)
                .heard(1, JOY, 2f)
                .windows()
                .forEach(builder::accept);

        assertThat(builder.revision().getDurations()).isEqualTo(new Durations(13_000L, 8_000L, 3_000L, 8_000L, 2_000L));
    }

    @Test
    void whatWasNotAssessedIsToldByReason() {
        CallTrajectory call = new ScriptedCall()
                .notAssessed(2, CHANNEL_NOT_ANALYSED)
                .notAssessed(3, NO_SPEECH)
                .told()
                .revision();

        assertThat(call.getNotAssessed())
                .containsExactly(new NotAssessedCount("NO_SPEECH", 3), new NotAssessedCount("CHANNEL_NOT_ANALYSED", 2));
        assertThat(call.getOverall().getDominant()).isNull();
        assertThat(call.getOverall().getShares()).containsOnly(0f).hasSize(9);
        assertThat(call.getOverall().getMeanIntensity()).isNull();
        assertThat(call.getSegments()).isEmpty();
        assertThat(call.getQuarters()).hasSize(4);
    }

    @Test
    void aChannelWithoutWindowsCompletesAsItCloses() {
        TrajectoryBuilder builder = ScriptedCall.builder();
        builder.close(new ScriptedCall().end());

        assertThat(builder.hasEnded()).isTrue();
        CallTrajectory call = builder.revision();
        assertThat(call.getStatus()).isEqualTo(TrajectoryStatus.COMPLETED);
        assertThat(call.getWindows()).isZero();
        assertThat(call.getRevision()).isOne();
        assertThat(call.getCallStart()).isEqualTo(ScriptedCall.START);
        assertThat(call.getQuarters()).isEmpty();
    }

    @Test
    void aChannelThatFellSilentHasTimedOut() {
        ScriptedCall script = new ScriptedCall().heard(3, JOY, 2f);
        TrajectoryBuilder builder = ScriptedCall.builder();
        builder.close(script.end(true));
        script.windows().forEach(builder::accept);

        assertThat(builder.revision().getStatus()).isEqualTo(TrajectoryStatus.TIMED_OUT);
    }

    @Test
    void aClosedChannelWaitsForItsWindows() {
        ScriptedCall script = new ScriptedCall().heard(3, JOY, 2f);
        TrajectoryBuilder builder = ScriptedCall.builder();
        builder.accept(script.windows().get(0));
        builder.close(script.end());
        builder.accept(script.windows().get(2));

        assertThat(builder.hasEnded()).isFalse();
        assertThat(builder.revision().getStatus()).isEqualTo(TrajectoryStatus.ACTIVE);
        assertThat(builder.windows()).isOne();
        builder.accept(script.windows().get(1));
        assertThat(builder.hasEnded()).isTrue();
    }

    @Test
    void missingWindowsThatAreGivenUpAreNotCounted() {
        ScriptedCall script = new ScriptedCall().heard(3, JOY, 2f);
        TrajectoryBuilder builder = ScriptedCall.builder();
        builder.accept(script.windows().get(0));
        builder.accept(script.windows().get(2));
        builder.close(script.end());
        builder.giveUpMissing();
        builder.accept(script.windows().get(1));

        assertThat(builder.revision().getWindows()).isEqualTo(2);
        assertThat(builder.revision().getStatus()).isEqualTo(TrajectoryStatus.COMPLETED);
        assertThat(builder.revision().getDurations().getAssessedMillis()).isEqualTo(5_000L);
    }

    @Test
    void windowsOfALiveChannelAreNotGivenUp() {
        assertThatThrownBy(() -> ScriptedCall.builder().giveUpMissing()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aGapThatNeverFillsIsGivenUpWhenTooManyWindowsWait() {
        ScriptedCall script = new ScriptedCall().heard(WindowOrder.MOST_HELD + 2, JOY, 2f);
        TrajectoryBuilder builder = ScriptedCall.builder();
        List<EmotionWindow> allButTheFirst =
                script.windows().subList(1, script.windows().size());
        allButTheFirst.subList(0, WindowOrder.MOST_HELD).forEach(builder::accept);
        assertThat(builder.windows()).isZero();
        builder.accept(script.windows().get(WindowOrder.MOST_HELD + 1));

        assertThat(builder.windows()).isEqualTo(WindowOrder.MOST_HELD + 1);
    }

    @Test
    void whatComesAfterTheEndChangesNothing() {
        ScriptedCall script = new ScriptedCall().heard(3, JOY, 2f);
        TrajectoryBuilder builder = script.told();
        CallTrajectory last = builder.revision();
        builder.accept(script.heard(1, ANGER, 4f).windows().get(3));
        builder.close(script.end(true));

        assertThat(builder.revision()).isEqualTo(last);
    }

    @Test
    void aRecordOfAnotherChannelIsRefused() {
        ChannelClosed other = new ScriptedCall().end();
        other.setChannel("agent");

        assertThatThrownBy(() -> ScriptedCall.builder().close(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("call-1/customer")
                .hasMessageContaining("call-1/agent");
    }

    @Test
    void modelsAreToldInTheOrderOfFirstUse() {
        CallTrajectory call = new ScriptedCall()
                .scoredBy("b:2")
                .heard(2, JOY, 2f)
                .scoredBy("a:1")
                .heard(2, JOY, 2f)
                .scoredBy("b:2")
                .heard(2, JOY, 2f)
                .told()
                .revision();

        assertThat(call.getModels()).containsExactly("b:2", "a:1");
    }

    @Test
    void theMomentsOfChangeAreThoseBetweenSegments() {
        CallTrajectory call = new ScriptedCall()
                .heard(20, JOY, 2.5f)
                .heard(20, ANGER, 3.5f)
                .heard(20, NEUTRAL, 0.5f)
                .told()
                .revision();

        List<EmotionSegment> segments = call.getSegments();
        assertThat(call.getChanges())
                .containsExactly(
                        new EmotionChange(
                                22_000L,
                                JOY,
                                ANGER,
                                segments.get(1).getMeanIntensity()
                                        - segments.get(0).getMeanIntensity()),
                        new EmotionChange(
                                42_000L,
                                ANGER,
                                NEUTRAL,
                                segments.get(2).getMeanIntensity()
                                        - segments.get(1).getMeanIntensity()));
    }

    @Test
    void clearScoresAreSureAndFlatOnesAreNot() {
        CallTrajectory clear = new ScriptedCall().heard(30, ANGER, 3f).told().revision();
        ScriptedCall unclear = new ScriptedCall();
        for (int i = 0; i < 30; i++) {
            unclear.heard(ANGER, 3f, ScriptedCall.scores(ANGER, 0.3f));
        }
        CallTrajectory flat = unclear.told().revision();

        assertThat(clear.getOverall().getConfidence()).isCloseTo(0.92f, EXACT);
        assertThat(clear.getOverall().getSure()).isTrue();
        assertThat(clear.getSegments()).extracting(EmotionSegment::getSure).containsExactly(true);
        assertThat(clear.getSmoothed().get(4)).isCloseTo(0.92f, EXACT);
        assertThat(flat.getOverall().getDominant()).isEqualTo(ANGER);
        assertThat(flat.getOverall().getConfidence()).isCloseTo(0.3f, EXACT);
        assertThat(flat.getOverall().getSure()).isFalse();
        assertThat(flat.getQuarters()).extracting(EmotionSummary::getSure).containsOnly(false);
        assertThat(flat.getSegments()).extracting(EmotionSegment::getSure).containsExactly(false);
    }

    @Test
    void anIntensityThatRisesByOneAMinuteHasThatTrend() {
        ScriptedCall rising = new ScriptedCall();
        ScriptedCall falling = new ScriptedCall();
        for (int i = 0; i < 120; i++) {
            rising.heard(1, ANGER, 1 + i / 60f);
            falling.heard(1, ANGER, 3 - i / 60f);
        }

        IntensityTrend up = rising.told().revision().getTrend();
        IntensityTrend down = falling.told().revision().getTrend();

        assertThat(up.getPerMinute()).isCloseTo(1f, Offset.offset(1e-4f));
        assertThat(up.getDirection()).isEqualTo(TrendDirection.RISING);
        assertThat(down.getPerMinute()).isCloseTo(-1f, Offset.offset(1e-4f));
        assertThat(down.getDirection()).isEqualTo(TrendDirection.FALLING);
    }

    @Test
    void anEvenIntensityIsSteadyAndHalfAMinuteIsNeededToSayIt() {
        assertThat(new ScriptedCall().heard(30, JOY, 2f).told().revision().getTrend())
                .isNull();
        assertThat(new ScriptedCall().heard(31, JOY, 2f).told().revision().getTrend())
                .isEqualTo(new IntensityTrend(0f, TrendDirection.STEADY));
    }

    /** Power, not decibels, is what has a mean: -20 and -40 dB make (1e-2 + 1e-4) / 2, which is -22.97 dB. */
    @Test
    void loudnessIsThatOfTheSpeechWhetherAnalysedOrNot() {
        CallTrajectory call = new ScriptedCall()
                .spoken(CHANNEL_NOT_ANALYSED, -40f)
                .spoken(CHANNEL_NOT_ANALYSED, -20f)
                .notAssessed(5, NO_SPEECH)
                .told()
                .revision();

        assertThat(call.getLoudness().getMeanDbfs()).isCloseTo(-22.967f, Offset.offset(1e-3f));
        assertThat(call.getLoudness().getPeakDbfs()).isEqualTo(-20f);
        assertThat(call.getLoudness().getPeakAtMillis()).isEqualTo(1_000L);
        assertThat(new ScriptedCall()
                        .notAssessed(5, NO_SPEECH)
                        .told()
                        .revision()
                        .getLoudness())
                .isNull();
    }
}
