package io.speecheq.inference.window;

import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/**
 * Whose emotion may be inferred, and from what. Inferring that of employees at work is prohibited in the EU (AI Act,
 * article 5(1)(f)), so by default only the customer's channel is analysed.
 *
 * @param analysedChannels channels that an operator has named; the others give speech and level alone
 * @param minSpeechRatio share of speech frames, 0..1, under which a window is not scored
 */
public record AnalysisPolicy(Set<String> analysedChannels, float minSpeechRatio) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A window with more of its audio missing than this says nothing. */
    private static final float MAX_LOST_RATIO = 0.5f;

    /** Less audio than this is not scored. */
    private static final long MIN_MILLIS = 500;

    private static final AnalysisPolicy STANDARD = new AnalysisPolicy(Set.of("customer"), 0.1f);

    public AnalysisPolicy {
        analysedChannels = Set.copyOf(analysedChannels);
        if (!(minSpeechRatio >= 0 && minSpeechRatio <= 1)) {
            throw new IllegalArgumentException("minSpeechRatio must lie in 0..1, not " + minSpeechRatio);
        }
    }

    /** The customer's channel alone, and at least a tenth of a window speech. */
    public static AnalysisPolicy standard() {
        return STANDARD;
    }

    /** Why a window is not to be scored, the gravest reason first; empty when it is to be. */
    public Optional<NotAssessed> reasonNotToAssess(FeatureWindow window) {
        if (!window.consent()) {
            return Optional.of(NotAssessed.NO_CONSENT);
        }
        if (!analysedChannels.contains(window.channel())) {
            return Optional.of(NotAssessed.CHANNEL_NOT_ANALYSED);
        }
        if (window.lostRatio() > MAX_LOST_RATIO) {
            return Optional.of(NotAssessed.AUDIO_LOST);
        }
        if (window.endMillis() - window.startMillis() < MIN_MILLIS
                || window.frames().frames() == 0) {
            return Optional.of(NotAssessed.TOO_SHORT);
        }
        return window.speechRatio() < minSpeechRatio ? Optional.of(NotAssessed.NO_SPEECH) : Optional.empty();
    }
}
