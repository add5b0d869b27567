package io.speecheq.inference.window;

import io.speecheq.inference.model.Assessment;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.time.Instant;

/** The event of a window: a function of the window and its score alone, so the same audio and release give the same bytes. */
public final class EmotionWindows {

    private EmotionWindows() {}

    /** The event of a window that the network was asked about. */
    public static EmotionWindow scored(FeatureWindow window, WindowScore score, String release) {
        EmotionWindow.Builder event = of(window).setModel(release);
        return score.fold(
                        assessment -> event.setEmotion(emotion(assessment)),
                        failure -> event.setNotAssessed(NotAssessed.MODEL_FAILED))
                .build();
    }

    /** The event of a window that no network was asked about. */
    public static EmotionWindow notAssessed(FeatureWindow window, NotAssessed reason) {
        return of(window).setNotAssessed(reason).build();
    }

    private static Emotion emotion(Assessment assessment) {
        return new Emotion(assessment.category(), assessment.name(), assessment.intensity(), assessment.scores());
    }

    private static EmotionWindow.Builder of(FeatureWindow window) {
        return EmotionWindow.newBuilder()
                .setCallId(window.callId())
                .setChannel(window.channel())
                .setIndex(window.index())
                .setStartMillis(window.startMillis())
                .setEndMillis(window.endMillis())
                .setCallStart(Instant.ofEpochMilli(window.callStartMillis()))
                .setSpeechRatio(window.speechRatio())
                .setLevelDbfs(window.levelDbfs())
                .setSpeech(window.speech().stream()
                        .map(span -> new SpeechStretch(span.startMillis(), span.endMillis()))
                        .toList());
    }
}
