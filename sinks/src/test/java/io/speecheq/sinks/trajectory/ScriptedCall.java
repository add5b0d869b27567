package io.speecheq.sinks.trajectory;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Windows of 3 s every second of one channel, written down one by one; scores 0.92 for the category, 0.01 for others. */
final class ScriptedCall {

    static final String CALL = "call-1";
    static final String CHANNEL = "customer";
    static final Instant START = Instant.ofEpochMilli(1_760_000_000_000L);
    static final long HOP_MILLIS = 1_000;
    static final long WINDOW_MILLIS = 3_000;

    static final List<EmotionCategory> CATEGORIES = List.of(EmotionCategory.values());
    private static final List<NotAssessed> REASONS = List.of(NotAssessed.values());

    private final List<EmotionWindow> windows = new ArrayList<>();
    private String model = "net:1";

    ScriptedCall scoredBy(String name) {
        model = name;
        return this;
    }

    ScriptedCall heard(int times, EmotionCategory category, float intensity) {
        for (int i = 0; i < times; i++) {
            heard(category, intensity, scores(category, 0.92f));
        }
        return this;
    }

    ScriptedCall heard(EmotionCategory category, float intensity, List<Float> scores) {
        Emotion emotion = new Emotion(category, SpeechEqMetric.name(category, intensity), intensity, scores);
        return add(emotion, null, 1f, model);
    }

    ScriptedCall notAssessed(int times, NotAssessed reason) {
        for (int i = 0; i < times; i++) {
            add(null, reason, 0f, null);
        }
        return this;
    }

    private ScriptedCall add(
            @Nullable Emotion emotion, @Nullable NotAssessed reason, float speechRatio, @Nullable String scorer) {
        int index = windows.size();
        long start = index * HOP_MILLIS;
        windows.add(new EmotionWindow(
                CALL,
                CHANNEL,
                index,
                start,
                start + WINDOW_MILLIS,
                START,
                speechRatio,
                -30f,
                emotion,
                reason,
                scorer,
                List.of()));
        return this;
    }

    static List<Float> scores(EmotionCategory category, float highest) {
        List<Float> scores = new ArrayList<>();
        for (EmotionCategory other : EmotionCategory.values()) {
            scores.add(other == category ? highest : (1 - highest) / 8);
        }
        return scores;
    }

    /** A category at random whose scores are noise around it; others lead in some windows. */
    static List<Float> noisyScores(EmotionCategory category, double noise, RandomGenerator random) {
        double[] raw = new double[9];
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            raw[i] = random.nextDouble() * noise + (CATEGORIES.get(i) == category ? 0.5 : 0);
            sum += raw[i];
        }
        List<Float> scores = new ArrayList<>();
        for (double value : raw) {
            scores.add((float) (value / sum));
        }
        return scores;
    }

    /** Minutes of a call at random: emotions that last, noise on their scores, silence, lost audio, two models. */
    static ScriptedCall random(RandomGenerator random, int windows) {
        ScriptedCall call = new ScriptedCall();
        while (call.windows.size() < windows) {
            int stretch = 1 + random.nextInt(12);
            if (random.nextInt(4) == 0) {
                call.notAssessed(stretch, REASONS.get(random.nextInt(REASONS.size())));
                continue;
            }
            EmotionCategory category = CATEGORIES.get(random.nextInt(9));
            for (int i = 0; i < stretch; i++) {
                call.scoredBy("net:" + (1 + random.nextInt(2)))
                        .heard(category, random.nextFloat() * 4, noisyScores(category, 0.8, random));
            }
        }
        return call;
    }

    List<EmotionWindow> windows() {
        return List.copyOf(windows);
    }

    long totalMillis() {
        return windows.isEmpty() ? 0 : windows.get(windows.size() - 1).getEndMillis();
    }

    ChannelClosed end() {
        return end(false);
    }

    ChannelClosed end(boolean timedOut) {
        return new ChannelClosed(CALL, CHANNEL, START, timedOut, windows.size(), totalMillis(), 4_321L, 123L);
    }

    static TrajectoryBuilder builder() {
        return new TrajectoryBuilder(TrajectorySpec.standard(), CALL, CHANNEL);
    }

    /** A builder that has seen all of it. */
    TrajectoryBuilder told() {
        TrajectoryBuilder builder = builder();
        windows.forEach(builder::accept);
        builder.close(end());
        return builder;
    }
}
