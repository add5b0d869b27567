package io.speecheq.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpeechEqNetworkTest {
    private static final int BANDS = 80;

    @BeforeAll
    static void startLibtorch() {
        Torch.start(1);
    }

    @Test
    void trainingOnPaddedClipsIsTrainingOnTheClips() {
        try (TorchModel plain = new TorchModel(new SpeechEqNetwork(0, 0), 3);
                TorchModel padded = new TorchModel(new SpeechEqNetwork(0, 0), 3)) {
            float[] clips = features(4 * 50, 5);
            float[] spaced = new float[4 * 70 * BANDS];
            for (int clip = 0; clip < 4; clip++) {
                System.arraycopy(clips, clip * 50 * BANDS, spaced, clip * 70 * BANDS, 50 * BANDS);
            }

            float[] library = trained(plain, new FrameBatch(clips, 50, BANDS, new int[] {50, 50, 50, 50}));
            float[] masked = trained(padded, new FrameBatch(spaced, 70, BANDS, new int[] {50, 50, 50, 50}));

            assertThat(masked).usingComparatorWithPrecision(2e-3f).containsExactly(library);
            assertThat(padded.weights().values("stem.norm.variance"))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(plain.weights().values("stem.norm.variance"));
        }
    }

    @Test
    void equalSeedsDrawEqualWeightsAndOtherSeedsOthers() {
        try (TorchModel one = new TorchModel(new SpeechEqNetwork(0, 0), 7);
                TorchModel same = new TorchModel(new SpeechEqNetwork(0, 0), 7);
                TorchModel other = new TorchModel(new SpeechEqNetwork(0, 0), 8)) {
            assertThat(one.weights().snapshot()).isEqualTo(same.weights().snapshot());
            assertThat(one.weights().snapshot()).isNotEqualTo(other.weights().snapshot());
        }
    }

    @Test
    void thePhonemeHeadTellsOfEveryFrame() {
        try (TorchModel model = new TorchModel(new SpeechEqNetwork(85, 0), 1)) {
            Torch.withoutGradients(() -> {
                Heads<Tensor> heads = model.score(new FrameBatch(features(60, 1), 60, BANDS, new int[] {60}));
                Tensor phonemes = heads.phonemes().orElseThrow();
                assertThat(new long[] {phonemes.size(0), phonemes.size(1), phonemes.size(2)})
                        .containsExactly(1, 85, 60);
                return heads;
            });
        }
    }

    @Test
    void aRecurrentLayerIsNotSlowedByThreadsThatSpin() {
        Weights weights = new Weights();
        int[] lengths = new int[32];
        java.util.Arrays.fill(lengths, 300);
        Padding padding =
                Torch.withoutGradients(() -> new Padding(new FrameBatch(new float[32 * 300], 300, 1, lengths)));

        long seconds = Torch.withoutGradients(() -> {
            Tensor x = torch.zeros(32, 256, 300);
            long start = System.nanoTime();
            new TorchGraph(weights, false, padding).bidirectionalGru("gru", x, 256, 128);
            return (System.nanoTime() - start) / 1_000_000_000;
        });

        // 0.1 s where it is healthy; tens of seconds where OpenBLAS and libgomp spin against each other.
        assertThat(seconds).isLessThan(15);
        weights.close();
    }

    @Test
    void aBatchRefusesAClipLongerThanItself() {
        assertThatThrownBy(() -> new FrameBatch(new float[10 * BANDS], 10, BANDS, new int[] {11}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11 frames in a batch of 10");
    }

    @Test
    void aSnapshotOfAnotherNetworkIsRefused() {
        try (TorchModel model = new TorchModel(new SpeechEqNetwork(0, 0), 1)) {
            assertThatThrownBy(() -> model.weights().restore(new float[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3 values");
        }
    }

    private static float[] trained(TorchModel model, FrameBatch batch) {
        return Torch.withoutGradients(() -> told(model.train(batch)));
    }

    /** For each clip: nine emotion logits, intensity, two gender logits. */
    private static float[] told(Heads<Tensor> heads) {
        return Tensors.values(torch.cat(
                new org.bytedeco.pytorch.TensorVector(heads.emotion(), heads.intensity(), heads.gender()), 1));
    }

    private static float[] features(int frames, long seed) {
        Random random = new Random(seed);
        float[] features = new float[frames * BANDS];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) (-6 + 3 * random.nextGaussian());
        }
        return features;
    }
}
