package io.speecheq.inference.window;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.record.NotAssessed;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnalysisPolicyTest {

    private final AnalysisPolicy policy = AnalysisPolicy.standard();

    @Test
    void theCustomersSpeechIsAssessed() {
        assertThat(policy.reasonNotToAssess(window(0).build())).isEmpty();
    }

    @Test
    void theAgentIsNotAnalysedByDefault() {
        assertThat(policy.reasonNotToAssess(window(0).of("c", "agent").build()))
                .contains(NotAssessed.CHANNEL_NOT_ANALYSED);
    }

    @Test
    void aChannelThatTheOperatorNamesIsAnalysed() {
        AnalysisPolicy named = new AnalysisPolicy(Set.of("agent", "customer"), 0.1f);

        assertThat(named.reasonNotToAssess(window(0).of("c", "agent").build())).isEmpty();
    }

    @Test
    void withoutConsentNothingElseMatters() {
        assertThat(policy.reasonNotToAssess(window(0)
                        .of("c", "agent")
                        .withoutConsent()
                        .withLostRatio(1)
                        .build()))
                .contains(NotAssessed.NO_CONSENT);
    }

    @Test
    void lostAudioIsToldBeforeShortnessAndSilence() {
        assertThat(policy.reasonNotToAssess(window(0)
                        .lasting(100)
                        .withSpeechRatio(0)
                        .withLostRatio(0.51f)
                        .build()))
                .contains(NotAssessed.AUDIO_LOST);
    }

    @Test
    void halfOfTheAudioIsEnough() {
        assertThat(policy.reasonNotToAssess(window(0).withLostRatio(0.5f).build()))
                .isEmpty();
    }

    @Test
    void shortnessIsToldBeforeSilence() {
        assertThat(policy.reasonNotToAssess(
                        window(0).lasting(499).withSpeechRatio(0).build()))
                .contains(NotAssessed.TOO_SHORT);
        assertThat(policy.reasonNotToAssess(window(0).lasting(500).build())).isEmpty();
    }

    @Test
    void aWindowWithoutFramesIsNeverScored() {
        FrameMatrix none = FrameMatrix.copyOf(new float[0], 0, 80);

        assertThat(policy.reasonNotToAssess(window(0).withFrames(none).build())).contains(NotAssessed.TOO_SHORT);
    }

    @Test
    void speechUnderTheThresholdIsNoSpeech() {
        assertThat(policy.reasonNotToAssess(window(0).withSpeechRatio(0.099f).build()))
                .contains(NotAssessed.NO_SPEECH);
        assertThat(policy.reasonNotToAssess(window(0).withSpeechRatio(0.1f).build()))
                .isEmpty();
    }

    @Test
    void aThresholdOutsideItsRangeIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalysisPolicy(Set.of(), 1.5f))
                .withMessageContaining("1.5");
    }
}
