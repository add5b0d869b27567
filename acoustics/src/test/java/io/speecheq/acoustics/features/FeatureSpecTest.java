package io.speecheq.acoustics.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureSpecTest {

    private static final FeatureSpec STANDARD = FeatureSpec.standard();

    @Test
    void theStandardDefinitionHasTheTextAndFingerprintThatModelsCarry() {
        assertThat(STANDARD.canonical())
                .isEqualTo("fbank/1 rate=16000 frame=400 hop=160 fft=512 taper=hamming-periodic spectrum=power bands=80"
                        + " scale=slaney norm=slaney low=0.0 high=8000.0 log=natural floor=1.0E-10");
        assertThat(STANDARD.fingerprint()).isEqualTo("609a715ab23cc0a8");
    }

    @Test
    void anotherDefinitionHasAnotherFingerprint() {
        FeatureSpec other = new FeatureSpec(16_000, 400, 160, 512, 80, 20, 8_000, 1e-10);

        assertThat(other.fingerprint()).isNotEqualTo(STANDARD.fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "399,0", "400,1", "559,1", "560,2", "48000,298", "160000000000,999999998"})
    void samplesGiveOneFramePerHopOnceThereIsOne(long samples, int frames) {
        assertThat(STANDARD.framesIn(samples)).isEqualTo(frames);
    }

    @Test
    void framesCoverTheSamplesTheyNeed() {
        assertThat(STANDARD.samplesIn(0)).isZero();
        assertThat(STANDARD.framesIn(STANDARD.samplesIn(298))).isEqualTo(298);
        assertThat(STANDARD.framesIn(STANDARD.samplesIn(298) - 1)).isEqualTo(297);
    }

    @Test
    void impossibleDefinitionsNameBothValues() {
        assertThatThrownBy(() -> new FeatureSpec(16_000, 600, 160, 512, 80, 0, 8_000, 1e-10))
                .hasMessageContaining("600")
                .hasMessageContaining("512");
        assertThatThrownBy(() -> new FeatureSpec(8_000, 200, 80, 256, 80, 0, 8_000, 1e-10))
                .hasMessageContaining("8000.0")
                .hasMessageContaining("4000.0");
    }
}
