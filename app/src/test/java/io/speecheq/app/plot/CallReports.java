package io.speecheq.app.plot;

import io.speecheq.app.analysis.CallReport;
import io.speecheq.app.analysis.ChannelReport;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up reports: a call whose customer drifts between emotions and pauses, and whose agent is not analysed. */
final class CallReports {

    private CallReports() {}

    static CallReport drifting(String callId, int windows, long seed) {
        return new CallReport(
                callId,
                List.of(customer(callId, windows, new Random(seed)), agent(callId, windows - 2, new Random(seed))),
                CallSummary.newBuilder()
                        .setCallId(callId)
                        .setCallStart(Instant.EPOCH)
                        .setStatus(CallStatus.COMPLETED)
                        .setRevision(1)
                        .setDurationMillis(windows * 1000L + 2000)
                        .setTalkMillis(0)
                        .setOverlapMillis(0)
                        .setNonTalkMillis(windows * 1000L + 2000)
                        .setLongestSilenceMillis(0)
                        .setLongestSilenceAtMillis(0)
                        .setChannels(List.of())
                        .setInterruptions(List.of())
                        .build(),
                List.of());
    }

    private static ChannelReport customer(String callId, int count, Random random) {
        List<EmotionWindow> windows = new ArrayList<>();
        EmotionCategory category = EmotionCategory.NEUTRAL;
        double intensity = 1;
        for (int i = 0; i < count; i++) {
            boolean isPause = i % 17 > 13;
            if (random.nextInt(6) == 0) {
                category = List.of(EmotionCategory.values()).get(random.nextInt(9));
            }
            intensity = Math.max(0, Math.min(4, intensity + random.nextGaussian() * 0.6));
            windows.add(
                    isPause
                            ? window(callId, "customer", i, null, NotAssessed.NO_SPEECH, -62)
                            : window(
                                    callId,
                                    "customer",
                                    i,
                                    emotion(category, (float) intensity),
                                    null,
                                    -22 - 8f * random.nextFloat()));
        }
        return new ChannelReport("customer", windows, trajectory(callId, "customer", windows, segments(windows)));
    }

    private static ChannelReport agent(String callId, int count, Random random) {
        List<EmotionWindow> windows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float level = i % 9 < 4 ? -24 - 5 * random.nextFloat() : -66;
            windows.add(window(callId, "agent", i, null, NotAssessed.CHANNEL_NOT_ANALYSED, level));
        }
        return new ChannelReport("agent", windows, trajectory(callId, "agent", windows, List.of()));
    }

    private static Emotion emotion(EmotionCategory category, float intensity) {
        List<Float> scores = new ArrayList<>(Collections.nCopies(9, 0.05f));
        scores.set(SpeechEqMetric.CATEGORIES.indexOf(category.name()), 0.6f);
        return new Emotion(category, SpeechEqMetric.name(category, intensity), intensity, scores);
    }

    private static EmotionWindow window(
            String callId,
            String channel,
            int index,
            @Nullable Emotion emotion,
            @Nullable NotAssessed reason,
            float level) {
        return new EmotionWindow(
                callId,
                channel,
                index,
                index * 1000L,
                index * 1000L + 3000,
                Instant.EPOCH,
                level < -50 ? 0.03f : 0.7f,
                level,
                emotion,
                reason,
                emotion == null ? null : "made-up:1",
                List.of());
    }

    private static List<EmotionSegment> segments(List<EmotionWindow> windows) {
        List<EmotionSegment> segments = new ArrayList<>();
        for (EmotionWindow window : windows) {
            Emotion emotion = window.getEmotion();
            if (emotion == null) {
                continue;
            }
            EmotionSegment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
            if (last != null
                    && last.getCategory() == emotion.getCategory()
                    && last.getEndMillis() >= window.getStartMillis() + 1000) {
                last.setEndMillis(window.getStartMillis() + 2000);
            } else {
                segments.add(new EmotionSegment(
                        window.getStartMillis() + 1000,
                        window.getStartMillis() + 2000,
                        emotion.getCategory(),
                        emotion.getName(),
                        emotion.getIntensity(),
                        emotion.getIntensity(),
                        0.6f,
                        true));
            }
        }
        return segments;
    }

    private static CallTrajectory trajectory(
            String callId, String channel, List<EmotionWindow> windows, List<EmotionSegment> segments) {
        long end = windows.get(windows.size() - 1).getEndMillis();
        List<Float> shares = new ArrayList<>(Collections.nCopies(9, 0f));
        shares.set(4, 0.4f);
        shares.set(0, 0.6f);
        EmotionCategory dominant = segments.isEmpty() ? null : EmotionCategory.NEUTRAL;
        return new CallTrajectory(
                callId,
                channel,
                Instant.EPOCH,
                TrajectoryStatus.COMPLETED,
                1,
                windows.size(),
                new Durations(end, end / 2, 0L, end / 3, end - end / 2),
                new EmotionSummary(0L, end, 10, dominant, shares, 1.5f, 3.5f, 4000L, 0.6f, true),
                List.of(),
                segments,
                0,
                List.of(),
                List.of("made-up:1"),
                List.of(),
                null,
                List.of(),
                null);
    }
}
