package io.speecheq.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GruPairTest {
    private static final int BATCH = 3;
    private static final int FRAMES = 25;
    private static final int IN = 12;
    private static final int HIDDEN = 8;

    @BeforeAll
    static void start() {
        Torch.start(1);
    }

    @Test
    void bothUnitsAndTheirGradientsAreThoseOfTheLibrarysOwn() {
        Torch.scoped(() -> {
            torch.manual_seed(3);
            List<Tensor> first = unit();
            List<Tensor> second = unit();
            Tensor one = torch.randn(BATCH, FRAMES, IN);
            Tensor other = torch.randn(BATCH, FRAMES, IN);

            GruPair.Outputs outputs = new GruPair(asUnit(first), asUnit(second)).over(one, other);
            float[] gradients = gradients(outputs.first(), outputs.second(), first, second);
            Tensor libraryFirst = library(one, first);
            Tensor librarySecond = library(other, second);
            float[] libraryGradients = gradients(libraryFirst, librarySecond, first, second);

            assertClose(Tensors.values(outputs.first()), Tensors.values(libraryFirst), 1e-5f);
            assertClose(Tensors.values(outputs.second()), Tensors.values(librarySecond), 1e-5f);
            assertClose(gradients, libraryGradients, 1e-4f);
            return true;
        });
    }

    private static List<Tensor> unit() {
        return List.of(
                parameter(3 * HIDDEN, IN), parameter(3 * HIDDEN, HIDDEN), parameter(3 * HIDDEN), parameter(3 * HIDDEN));
    }

    private static Tensor parameter(long... shape) {
        return torch.randn(shape).set_requires_grad(true);
    }

    private static GruPair.Unit asUnit(List<Tensor> weights) {
        return new GruPair.Unit(weights.get(0), weights.get(1), weights.get(2), weights.get(3));
    }

    private static Tensor library(Tensor byTime, List<Tensor> weights) {
        Tensor start = torch.zeros(1, BATCH, HIDDEN);
        return torch.gru(byTime, start, new TensorVector(weights.toArray(Tensor[]::new)), true, 1, 0, true, false, true)
                .get0();
    }

    /** Of a loss that weighs every output differently. */
    private static float[] gradients(Tensor one, Tensor other, List<Tensor> first, List<Tensor> second) {
        Tensor weights = torch.arange(new Scalar(BATCH * FRAMES * HIDDEN))
                .view(BATCH, FRAMES, HIDDEN)
                .sin();
        one.mul(weights).add(other.mul(weights.cos())).sum().backward();
        TensorVector all = new TensorVector();
        for (List<Tensor> unit : List.of(first, second)) {
            for (Tensor weight : unit) {
                all.push_back(weight.grad().clone().view(-1));
                weight.mutable_grad().zero_();
            }
        }
        return Tensors.values(torch.cat(all, 0));
    }

    private static void assertClose(float[] values, float[] expected, float tolerance) {
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("value " + i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
