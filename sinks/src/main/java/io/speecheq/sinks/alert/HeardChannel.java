package io.speecheq.sinks.alert;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.AlertEvidence;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.IntensityTrend;
import io.speecheq.sinks.channel.OnlineIntensityTrend;
import io.speecheq.sinks.channel.OnlineSmoothing;
import io.speecheq.sinks.channel.SnapshotFormat;
import io.speecheq.sinks.channel.Tally;
import io.speecheq.sinks.channel.TimeBins;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a channel sounds like so far, as rules ask for it; its windows in order; one thread. */
final class HeardChannel {

    private static final EmotionCategory[] CATEGORIES = EmotionCategory.values();
    private static final long HALF_LIFE_MILLIS = 2_000;

    /** A share of fewer windows says nothing. */
    private static final int LEAST_WINDOWS = 10;

    private final OnlineSmoothing scores = new OnlineSmoothing(HALF_LIFE_MILLIS);
    private final TimeBins bins = new TimeBins();
    private final OnlineIntensityTrend trend = new OnlineIntensityTrend();
    private double intensitySum;
    private double intensityWeight;
    private long atMillis;

    /** Takes the emotion of the window that is next. */
    void accept(EmotionWindow window, Emotion emotion) {
        long startMillis = window.getStartMillis();
        int category = SpeechEqMetric.CATEGORIES.indexOf(emotion.getCategory().name());
        double kept = StrictMath.pow(0.5, (double) (startMillis - atMillis) / HALF_LIFE_MILLIS);
        intensitySum = kept * intensitySum + emotion.getIntensity();
        intensityWeight = kept * intensityWeight + 1;
        atMillis = startMillis;
        scores.accept(startMillis, emotion.getScores());
        bins.add(category, emotion.getIntensity(), emotion.getScores(), startMillis);
        trend.accept(startMillis, emotion.getIntensity());
    }

    /** The rule's value as of the newest window; nothing while there is too little to say. */
    OptionalDouble now(AlertRule rule) {
        return switch (rule.measure()) {
            case EMOTION -> OptionalDouble.of(score(rule));
            case SHARE ->
                share(rule, bins.between(rule.range().fromMillis(Long.MAX_VALUE), Long.MAX_VALUE), LEAST_WINDOWS);
            case INTENSITY ->
                OptionalDouble.of(
                        rule.emotions().contains(CATEGORIES[scores.strongest()]) ? intensitySum / intensityWeight : 0);
            case TREND -> slope();
            case SILENCE, INTERRUPTION -> OptionalDouble.empty();
        };
    }

    /** The rule's value over its range of a call of that length; nothing where nothing in it was assessed. */
    OptionalDouble over(AlertRule rule, long callMillis) {
        Tally tally =
                bins.between(rule.range().fromMillis(callMillis), rule.range().toMillis(callMillis));
        if (tally.windows() == 0) {
            return OptionalDouble.empty();
        }
        return switch (rule.measure()) {
            case EMOTION ->
                OptionalDouble.of(rule.emotions().stream()
                        .mapToDouble(emotion -> tally.confidence(index(emotion)))
                        .sum());
            case SHARE -> share(rule, tally, 1);
            case INTENSITY -> OptionalDouble.of(tally.meanIntensity());
            case TREND -> slope();
            case SILENCE, INTERRUPTION -> OptionalDouble.empty();
        };
    }

    private double score(AlertRule rule) {
        return rule.emotions().stream()
                .mapToDouble(emotion -> scores.at(index(emotion)))
                .sum();
    }

    private static OptionalDouble share(AlertRule rule, Tally tally, int leastWindows) {
        int windows = rule.emotions().stream()
                .mapToInt(emotion -> tally.windows(index(emotion)))
                .sum();
        return tally.windows() < leastWindows
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) windows / tally.windows());
    }

    private OptionalDouble slope() {
        IntensityTrend line = trend.trend();
        return line == null ? OptionalDouble.empty() : OptionalDouble.of(line.getPerMinute());
    }

    /** The numbers beside a value: the smoothed scores of the rule's emotions, and the intensity. */
    List<AlertEvidence> evidence(AlertRule rule) {
        List<AlertEvidence> evidence = new ArrayList<>();
        for (EmotionCategory category : CATEGORIES) {
            if (rule.emotions().contains(category) && rule.emotions().size() < CATEGORIES.length) {
                evidence.add(new AlertEvidence(
                        SpeechEqMetric.CATEGORIES.get(index(category)).toLowerCase(java.util.Locale.ROOT),
                        (float) scores.at(index(category))));
            }
        }
        evidence.add(new AlertEvidence("intensity", (float) (intensitySum / intensityWeight)));
        return evidence;
    }

    private static int index(EmotionCategory category) {
        return SpeechEqMetric.CATEGORIES.indexOf(category.name());
    }

    void writeTo(DataOutput out) throws IOException {
        scores.writeTo(out);
        bins.writeTo(out);
        trend.writeTo(out);
        out.writeDouble(intensitySum);
        out.writeDouble(intensityWeight);
        out.writeLong(atMillis);
    }

    void readFrom(DataInput in, SnapshotFormat format) throws IOException {
        scores.readFrom(in);
        bins.readFrom(in, format);
        trend.readFrom(in);
        intensitySum = in.readDouble();
        intensityWeight = in.readDouble();
        atMillis = in.readLong();
    }
}
