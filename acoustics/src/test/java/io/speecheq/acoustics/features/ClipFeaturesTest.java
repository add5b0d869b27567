package io.speecheq.acoustics.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.resample.Resampler;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipFeaturesTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void aClipGetsTheFloatsThatItsStreamGets(int rateHz) {
        Random random = new Random(rateHz);
        float[] samples = new float[rateHz + 123];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.tanh(random.nextGaussian() / 4);
        }
        FrameMatrix clip = new ClipFeatures(SPEC).compute(samples, rateHz);

        Resampler resampler = Resampler.of(rateHz, SPEC.sampleRateHz());
        OnlineFbank fbank = new OnlineFbank(SPEC);
        float[] streamed = new float[clip.frames() * clip.bands()];
        int[] filled = {0};
        FrameSink sink = frame -> {
            System.arraycopy(frame, 0, streamed, filled[0], frame.length);
            filled[0] += frame.length;
        };
        for (int from = 0; from < samples.length; from += rateHz / 50) {
            float[] chunk = Arrays.copyOfRange(samples, from, Math.min(samples.length, from + rateHz / 50));
            float[] resampled = resampler.accept(chunk);
            fbank.accept(resampled, 0, resampled.length, sink);
        }
        float[] tail = resampler.flush();
        fbank.accept(tail, 0, tail.length, sink);

        assertThat(filled[0]).isEqualTo(streamed.length);
        assertThat(FrameMatrix.copyOf(streamed, clip.frames(), clip.bands())).isEqualTo(clip);
    }
}
