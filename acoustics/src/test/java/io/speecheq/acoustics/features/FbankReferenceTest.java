package io.speecheq.acoustics.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FbankReferenceTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/fbank");
    private static final Path SHARED =
            Path.of(System.getProperty("speecheq.shared", "../../shared"), "reference/fbank");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chirp_50_7900hz",
                "faint_hum",
                "full_scale_square",
                "impulses_in_silence",
                "one_frame_exactly",
                "one_sample_short",
                "white_noise"
            })
    void everySyntheticReferenceIsMetWithin2e3(String name) throws IOException {
        assertThat(largestError(ReferenceClip.read(GOLDEN, name))).isLessThanOrEqualTo(2e-3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ravdess_actor05_angry", "emodb_03a01Wa"})
    void recordedSpeechIsMetWithin1e4(String name) throws IOException {
        assumeTrue(Files.isDirectory(SHARED), "no recorded references at " + SHARED);

        assertThat(largestError(ReferenceClip.read(SHARED, name))).isLessThanOrEqualTo(1e-4);
    }

    private static double largestError(ReferenceClip clip) {
        FrameMatrix computed = new Fbank(FeatureSpec.standard()).compute(clip.samples());
        float[] values = computed.toArray();
        assertThat(values).hasSameSizeAs(clip.fbank());
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - clip.fbank()[i]));
        }
        return largest;
    }
}
