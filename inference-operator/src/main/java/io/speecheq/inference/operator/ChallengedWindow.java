package io.speecheq.inference.operator;

import io.speecheq.inference.release.Challenge;
import io.speecheq.inference.window.EmotionWindowType;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A window that a challenger is to score too. Public, as Flink reads its parts.
 *
 * @param told what the champion made of it
 */
public record ChallengedWindow(FeatureWindow window, Challenge challenge, EmotionWindow told) {

    /** How Flink carries it where it is not simply handed on. */
    static TypeInformation<ChallengedWindow> type() {
        return Types.POJO(
                ChallengedWindow.class,
                Map.of(
                        "window", FeatureWindowType.type(),
                        "challenge", Challenge.type(),
                        "told", new EmotionWindowType()));
    }
}
