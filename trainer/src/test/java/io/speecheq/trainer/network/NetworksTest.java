package io.speecheq.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final int BANDS = 80;

    @BeforeAll
    static void startLibtorch() {
        Torch.start(1);
    }

    @Test
    void everyNetworkIsFoundAgainByItsArchitecture() {
        for (String name : Networks.names()) {
            for (int phonemes : new int[] {0, 85}) {
                Network network = Networks.named(name, phonemes, 0);
                assertThat(Networks.ofArchitecture(network.architecture())).contains(network);
            }
        }
        assertThat(Networks.ofArchitecture("speecheq-ecapa-gru-c100")).isEmpty();
    }

    @Test
    void theStandardWidthKeepsItsName() {
        assertThat(Networks.named("speecheq", 0, 0).architecture()).isEqualTo("speecheq-ecapa-gru-c256");
        assertThat(Networks.named("speecheq-c128", 85, 0).architecture()).isEqualTo("speecheq-ecapa-gru-c128-p85");
    }

    @Test
    void anUnknownNameIsToldTheNames() {
        assertThatThrownBy(() -> Networks.named("resnet", 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no network resnet, only speecheq, speecheq-c64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"speecheq", "speecheq-c64", "baseline"})
    void aClipAloneAndPaddedInABatchAgree(String name) {
        try (TorchModel model = new TorchModel(Networks.named(name, 0, 0), 1)) {
            float[] longer = features(120, 1);
            float[] shorter = features(47, 2);
            float[] both = new float[2 * 120 * BANDS];
            System.arraycopy(longer, 0, both, 0, longer.length);
            System.arraycopy(shorter, 0, both, longer.length, shorter.length);
            java.util.Arrays.fill(both, longer.length + shorter.length, both.length, 3f);

            float[] together = scored(model, new FrameBatch(both, 120, BANDS, new int[] {120, 47}));
            float[] alone = scored(model, new FrameBatch(shorter, 47, BANDS, new int[] {47}));

            for (int i = 0; i < alone.length; i++) {
                assertThat(together[alone.length + i]).isCloseTo(alone[i], within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"speecheq-c64", "baseline"})
    void aGradientReachesEveryParameter(String name) {
        try (TorchModel model = new TorchModel(Networks.named(name, 5, 0), 1);
                TensorVector parameters = model.weights().parameters()) {
            List<Boolean> reached = Torch.scoped(() -> {
                Heads<Tensor> heads = model.train(new FrameBatch(features(2 * 40, 1), 40, BANDS, new int[] {40, 31}));
                heads.emotion()
                        .square()
                        .sum()
                        .add(heads.intensity().square().sum())
                        .add(heads.gender().square().sum())
                        .add(heads.phonemes().orElseThrow().square().sum())
                        .backward();
                return LongStream.range(0, parameters.size())
                        .mapToObj(i -> parameters.get(i).grad().defined())
                        .toList();
            });

            assertThat(reached).hasSizeGreaterThan(20).containsOnly(true);
        }
    }

    private static float[] scored(TorchModel model, FrameBatch batch) {
        return Torch.withoutGradients(() -> {
            Heads<Tensor> heads = model.score(batch);
            return Tensors.values(torch.cat(new TensorVector(heads.emotion(), heads.intensity(), heads.gender()), 1));
        });
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
