package io.speecheq.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.trainer.network.Tensors;
import io.speecheq.trainer.network.Torch;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MultitaskLossTest {
    @BeforeAll
    static void startLibtorch() {
        Torch.start(1);
    }

    @Test
    void focalLossWeighsCrossEntropyByHowWrongItIs() {
        // p of the label: 0.25 and 0.8; gamma 2: 0.75² · ln 4 and 0.2² · ln 1.25.
        double wanted = (0.5625 * Math.log(4) + 0.04 * Math.log(1.25)) / 2;

        assertThat(focal(2, 0)).isCloseTo((float) wanted, within(1e-5f));
    }

    @Test
    void focalLossWithoutGammaIsCrossEntropy() {
        assertThat(focal(0, 0)).isCloseTo((float) ((Math.log(4) + Math.log(1.25)) / 2), within(1e-5f));
    }

    @Test
    void smoothingMixesInTheMeanOverTheClasses() {
        double first = 0.9 * Math.log(0.25) + 0.1 * (Math.log(0.25) + Math.log(0.75)) / 2;
        double second = 0.9 * Math.log(0.8) + 0.1 * (Math.log(0.8) + Math.log(0.2)) / 2;

        assertThat(focal(0, 0.1)).isCloseTo((float) (-(first + second) / 2), within(1e-5f));
    }

    @Test
    void clipsWithoutALabelTakeNoPartInTheFocalLoss() {
        Float loss = Torch.withoutGradients(
                () -> MultitaskLoss.focal(logits(), new long[] {0, -1}, 0, 0).item_float());

        assertThat(loss).isCloseTo((float) Math.log(4), within(1e-5f));
    }

    @Test
    void concordanceIsThatOfLin() {
        // Means 2 and 2.5, variances 2/3 and 3.5/3 · … by hand: predictions 1, 2, 3; labels 1, 2.5, 4.
        double covariance = 1.0;
        double wanted = 1 - 2 * covariance / (2.0 / 3 + 1.5 + 0.25);

        Float loss = Torch.withoutGradients(() -> MultitaskLoss.concordance(
                        Tensors.of(new float[] {1, 2, 3}, 3), new float[] {1, 2.5f, 4})
                .item_float());

        assertThat(loss).isCloseTo((float) wanted, within(1e-5f));
    }

    @Test
    void anUnlabelledIntensityTakesItsOwnClippedPrediction() {
        Float ignored = Torch.withoutGradients(() -> MultitaskLoss.concordance(
                        Tensors.of(new float[] {1, 2, 3, 6}, 4), new float[] {1, 2.5f, 4, -1})
                .item_float());
        Float clipped = Torch.withoutGradients(() -> MultitaskLoss.concordance(
                        Tensors.of(new float[] {1, 2, 3, 6}, 4), new float[] {1, 2.5f, 4, 4})
                .item_float());

        assertThat(ignored).isEqualTo(clipped);
    }

    @Test
    void noGradientReachesTheLabelThatAPredictionStandsFor() {
        float[] gradient = Torch.scoped(() -> {
            Tensor predicted = Tensors.of(new float[] {1, 2, 3}, 3);
            predicted.set_requires_grad(true);
            // All unlabelled and within the scale: labels equal predictions, so the loss is at its least.
            MultitaskLoss.concordance(predicted, new float[] {-1, -1, -1}).backward();
            return Tensors.values(predicted.grad());
        });

        assertThat(gradient).usingComparatorWithPrecision(1e-4f).containsExactly(0, 0, 0);
    }

    private static float focal(double gamma, double smoothing) {
        return Torch.withoutGradients(() -> MultitaskLoss.focal(logits(), new long[] {0, 1}, gamma, smoothing)
                .item_float());
    }

    /** Softmax: (0.25, 0.75) and (0.2, 0.8). */
    private static Tensor logits() {
        return Tensors.of(new float[] {0, (float) Math.log(3), 0, (float) Math.log(4)}, 2, 2);
    }
}
