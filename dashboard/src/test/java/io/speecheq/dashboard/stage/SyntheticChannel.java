package io.speecheq.dashboard.stage;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.IntensityTrend;
import io.speecheq.schemas.record.Loudness;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.NotAssessedCount;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.record.TrendDirection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One side of a synthetic call: moods that come and go, and what windows and trajectories would tell of them. */
final class SyntheticChannel {

    private static final String MODEL = "speecheq:0.2.0";
    private static final List<EmotionCategory> CATEGORIES = List.of(EmotionCategory.values());
    private static final int SCORES = CATEGORIES.size();

    /** From a second on the voice tends to this. */
    record Mood(int fromSecond, EmotionCategory category, double intensity) {}

    private final String callId;
    private final String channel;
    private final Instant callStart;
    private final boolean isAnalysed;
    private final List<Mood> moods;
    private final List<SpeechStretch> speech;
    private final Random random;
    private final List<EmotionWindow> windows = new ArrayList<>();
    private int revision;

    SyntheticChannel(
            String callId,
            String channel,
            Instant callStart,
            boolean isAnalysed,
            List<Mood> moods,
            List<SpeechStretch> speech,
            long seed) {
        this.callId = callId;
        this.channel = channel;
        this.callStart = callStart;
        this.isAnalysed = isAnalysed;
        this.moods = moods;
        this.speech = speech;
        this.random = new Random(seed);
    }

    /** The next window. */
    EmotionWindow next() {
        int index = windows.size();
        long startMillis = index * 1_000L;
        long endMillis = startMillis + 3_000L;
        long sinceMillis = index == 0 ? 0 : endMillis - 1_000L;
        double ratio = spokenMillis(startMillis, endMillis) / 3_000.0;
        NotAssessed reason =
                !isAnalysed ? NotAssessed.CHANNEL_NOT_ANALYSED : ratio < 0.1 ? NotAssessed.NO_SPEECH : null;
        Emotion emotion = reason == null ? emotion(index) : null;
        float level =
                (float) (ratio < 0.05 ? -62 : -34 + 9 * ratio + 2.2 * (emotion == null ? 0 : emotion.getIntensity()));
        EmotionWindow window = new EmotionWindow(
                callId,
                channel,
                index,
                startMillis,
                endMillis,
                callStart,
                (float) ratio,
                level,
                emotion,
                reason,
                emotion == null ? null : MODEL,
                within(sinceMillis, endMillis));
        windows.add(window);
        return window;
    }

    float distress() {
        Emotion emotion = windows.get(windows.size() - 1).getEmotion();
        if (emotion == null) {
            return 0f;
        }
        List<Float> scores = emotion.getScores();
        return emotion.getIntensity() * (scores.get(4) + scores.get(5) + scores.get(6) + scores.get(8));
    }

    List<SpeechStretch> spokenUntil(long millis) {
        return within(0, millis);
    }

    CallTrajectory trajectory(TrajectoryStatus status) {
        revision++;
        int count = windows.size();
        List<EmotionSummary> quarters = new ArrayList<>();
        for (int quarter = 0; quarter < 4 && count >= 4; quarter++) {
            quarters.add(summary(windows.subList(count * quarter / 4, count * (quarter + 1) / 4)));
        }
        long assessed =
                windows.stream().filter(window -> window.getEmotion() != null).count();
        List<NotAssessedCount> left = assessed == count
                ? List.of()
                : List.of(new NotAssessedCount(
                        (isAnalysed ? NotAssessed.NO_SPEECH : NotAssessed.CHANNEL_NOT_ANALYSED).name(),
                        (int) (count - assessed)));
        long total = (count + 2) * 1_000L;
        long spoken = spokenMillis(0, total);
        return CallTrajectory.newBuilder()
                .setCallId(callId)
                .setChannel(channel)
                .setCallStart(callStart)
                .setStatus(status)
                .setRevision(revision)
                .setWindows(count)
                .setDurations(new Durations(total, spoken, 0L, assessed * 1_000, total - spoken))
                .setOverall(summary(windows))
                .setQuarters(quarters)
                .setSegments(segments())
                .setNotAssessed(left)
                .setModels(isAnalysed ? List.of(MODEL) : List.of())
                .setTrend(isAnalysed && count > 30 ? new IntensityTrend(0.31f, TrendDirection.RISING) : null)
                .setLoudness(new Loudness(-24f, -16.5f, count * 400L))
                .build();
    }

    private Emotion emotion(int second) {
        Mood mood = moods.get(0);
        for (Mood later : moods) {
            mood = later.fromSecond() <= second ? later : mood;
        }
        double intensity = Math.min(4, Math.max(0.2, mood.intensity() + 0.45 * random.nextGaussian()));
        double sure = Math.min(0.95, Math.max(0.28, 0.66 + 0.17 * random.nextGaussian()));
        EmotionCategory category = random.nextInt(12) == 0 ? CATEGORIES.get(random.nextInt(SCORES)) : mood.category();
        List<Float> scores = new ArrayList<>();
        double rest = 0;
        double[] parts = new double[SCORES];
        for (int i = 0; i < SCORES; i++) {
            parts[i] = i == CATEGORIES.indexOf(category) ? 0 : Math.pow(random.nextDouble(), 3) + 0.01;
            rest += parts[i];
        }
        for (int i = 0; i < SCORES; i++) {
            scores.add((float) (i == CATEGORIES.indexOf(category) ? sure : (1 - sure) * parts[i] / rest));
        }
        return new Emotion(category, SpeechEqMetric.name(category, (float) intensity), (float) intensity, scores);
    }

    private static EmotionSummary summary(List<EmotionWindow> windows) {
        Map<EmotionCategory, Integer> counts = new EnumMap<>(EmotionCategory.class);
        int assessed = 0;
        float sum = 0;
        float peak = 0;
        long peakAt = 0;
        for (EmotionWindow window : windows) {
            Emotion emotion = window.getEmotion();
            if (emotion != null) {
                assessed++;
                counts.merge(emotion.getCategory(), 1, Integer::sum);
                sum += emotion.getIntensity();
                peakAt = emotion.getIntensity() > peak ? window.getStartMillis() : peakAt;
                peak = Math.max(peak, emotion.getIntensity());
            }
        }
        List<Float> shares = new ArrayList<>();
        for (EmotionCategory category : EmotionCategory.values()) {
            shares.add(assessed == 0 ? 0f : counts.getOrDefault(category, 0) / (float) assessed);
        }
        EmotionCategory dominant = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
        float confidence = dominant == null ? 0 : 0.35f + 0.4f * shares.get(CATEGORIES.indexOf(dominant));
        return EmotionSummary.newBuilder()
                .setFromMillis(windows.isEmpty() ? 0 : windows.get(0).getStartMillis())
                .setToMillis(
                        windows.isEmpty() ? 0 : windows.get(windows.size() - 1).getEndMillis())
                .setAssessedWindows(assessed)
                .setDominant(dominant)
                .setShares(shares)
                .setMeanIntensity(assessed == 0 ? null : sum / assessed)
                .setPeakIntensity(assessed == 0 ? null : peak)
                .setPeakAtMillis(assessed == 0 ? null : peakAt)
                .setConfidence(dominant == null ? null : confidence)
                .setSure(confidence >= 0.5f)
                .build();
    }

    private List<EmotionSegment> segments() {
        List<EmotionSegment> segments = new ArrayList<>();
        if (isAnalysed) {
            for (int i = 0; i < moods.size() && moods.get(i).fromSecond() < windows.size(); i++) {
                Mood mood = moods.get(i);
                int end = i + 1 < moods.size()
                        ? Math.min(windows.size(), moods.get(i + 1).fromSecond())
                        : windows.size();
                float intensity = (float) mood.intensity();
                segments.add(new EmotionSegment(
                        mood.fromSecond() * 1_000L + 1_000,
                        end * 1_000L + 1_000,
                        mood.category(),
                        SpeechEqMetric.name(mood.category(), intensity),
                        intensity,
                        Math.min(4f, intensity + 0.8f),
                        0.6f,
                        i % 4 != 2));
            }
        }
        return segments;
    }

    private long spokenMillis(long from, long to) {
        return within(from, to).stream()
                .mapToLong(stretch -> stretch.getEndMillis() - stretch.getStartMillis())
                .sum();
    }

    private List<SpeechStretch> within(long from, long to) {
        return speech.stream()
                .filter(stretch -> stretch.getEndMillis() > from && stretch.getStartMillis() < to)
                .map(stretch -> new SpeechStretch(
                        Math.max(from, stretch.getStartMillis()), Math.min(to, stretch.getEndMillis())))
                .toList();
    }
}
