package io.speecheq.inference.operator;

import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionWindow;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How far a challenger agrees with the champion, over the windows to which both gave an emotion; and how many windows it was
 * too slow for. The share and the mean begin anew with another champion or challenger. The task's thread owns it.
 */
final class ChallengeMetrics {

    private final Counter compared;
    private final Counter sameEmotion;
    private final Counter notCompared;
    private final Counter dropped;

    private String champion = "";
    private String challenger = "";
    private long windows;
    private long agreeing;
    private double differences;

    ChallengeMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("speecheq");
        compared = group.counter("windowsCompared");
        sameEmotion = group.counter("windowsOfSameEmotion");
        notCompared = group.counter("windowsNotCompared");
        dropped = group.counter("windowsDropped");
        group.gauge("sameEmotionShare", () -> windows == 0 ? 0.0 : (double) agreeing / windows);
        group.gauge("meanIntensityDifference", () -> windows == 0 ? 0.0 : differences / windows);
        group.gauge("challenger", () -> challenger);
    }

    /** A window that was turned away. */
    void dropped() {
        dropped.inc();
    }

    /** What both made of a window. */
    void told(EmotionWindow ofChampion, EmotionWindow ofChallenger) {
        Emotion one = ofChampion.getEmotion();
        Emotion other = ofChallenger.getEmotion();
        if (one == null || other == null) {
            notCompared.inc();
            return;
        }
        beginAnewWith(ofChampion.getModel(), ofChallenger.getModel());
        boolean agrees = one.getCategory() == other.getCategory();
        compared.inc();
        windows++;
        if (agrees) {
            sameEmotion.inc();
            agreeing++;
        }
        differences += Math.abs(one.getIntensity() - other.getIntensity());
    }

    private void beginAnewWith(String newChampion, String newChallenger) {
        if (!champion.equals(newChampion) || !challenger.equals(newChallenger)) {
            champion = newChampion;
            challenger = newChallenger;
            windows = 0;
            agreeing = 0;
            differences = 0;
        }
    }
}
