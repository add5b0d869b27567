package io.speecheq.trainer.network;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * {@link Operations} on libtorch tensors, for one batch. Lives inside one {@link Torch#scoped} call.
 *
 * <p>When no clip of the batch is shorter than the batch, masks are the identity and normalisation is the library's own.
 */
final class TorchGraph implements Operations<Tensor> {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;
    private static final long CHANNEL_AXIS = 1;
    private static final long TIME_AXIS = 2;

    private final Weights weights;
    private final boolean training;
    private final Padding padding;

    TorchGraph(Weights weights, boolean training, Padding padding) {
        this.weights = weights;
        this.training = training;
        this.padding = padding;
    }

    @Override
    public Tensor conv(String name, Tensor x, Conv shape) {
        double bound = 1 / Math.sqrt((double) shape.in() * shape.kernel());
        Tensor weight = weights.parameter(name + ".weight", bound, shape.out(), shape.in(), shape.kernel());
        Tensor bias = weights.parameter(name + ".bias", bound, shape.out());
        return torch.conv1d(
                x,
                weight,
                new TensorOptional(bias),
                new long[] {1},
                new long[] {shape.padding()},
                new long[] {shape.dilation()},
                1);
    }

    @Override
    public Tensor batchNorm(String name, Tensor x, int channels) {
        Tensor scale = weights.constantParameter(name + ".scale", 1, channels);
        Tensor shift = weights.constantParameter(name + ".shift", 0, channels);
        Tensor mean = weights.buffer(name + ".mean", 0, channels);
        Tensor variance = weights.buffer(name + ".variance", 1, channels);
        if (training && !padding.isNone() && x.size(TIME_AXIS) > 1) {
            return new MaskedBatchNorm(scale, shift, mean, variance).apply(x, padding);
        }
        return torch.batch_norm(
                x,
                new TensorOptional(scale),
                new TensorOptional(shift),
                new TensorOptional(mean),
                new TensorOptional(variance),
                training,
                MOMENTUM,
                EPSILON,
                false);
    }

    /** Batch normalisation whose statistics leave the padding out. */
    private record MaskedBatchNorm(Tensor scale, Tensor shift, Tensor mean, Tensor variance) {
        Tensor apply(Tensor x, Padding padding) {
            long[] overBatchAndTime = {0, 2};
            double frames = padding.validFrames();
            Tensor centre = sum(padding.mask(x), overBatchAndTime).div(new Scalar(frames));
            Tensor centred = padding.mask(x.sub(centre));
            Tensor spread = sum(centred.square(), overBatchAndTime).div(new Scalar(frames));
            follow(mean, centre);
            follow(variance, spread.mul(new Scalar(frames / Math.max(1, frames - 1))));
            Tensor factor =
                    scale.view(1, -1, 1).div(spread.add(new Scalar(EPSILON)).sqrt());
            return torch.addcmul(shift.view(1, -1, 1), centred, factor);
        }

        private static Tensor sum(Tensor x, long[] axes) {
            return x.sum(axes, true, new ScalarTypeOptional());
        }

        private static void follow(Tensor running, Tensor current) {
            Tensor now = current.detach().view(-1);
            running.mul_(new Scalar(1 - MOMENTUM)).add_(now, new Scalar(MOMENTUM));
        }
    }

    @Override
    public Tensor bidirectionalGru(String name, Tensor x, int in, int hidden) {
        Tensor byTime = x.transpose(CHANNEL_AXIS, TIME_AXIS).contiguous();
        GruPair units = new GruPair(gru(name + ".forward", in, hidden), gru(name + ".backward", in, hidden));
        GruPair.Outputs outputs = units.over(byTime, padding.reverse(byTime));
        return torch.cat(new TensorVector(outputs.first(), padding.reverse(outputs.second())), 2)
                .transpose(CHANNEL_AXIS, TIME_AXIS);
    }

    private GruPair.Unit gru(String name, int in, int hidden) {
        double bound = 1 / Math.sqrt(hidden);
        int gates = 3 * hidden;
        return new GruPair.Unit(
                weights.parameter(name + ".input", bound, gates, in),
                weights.parameter(name + ".recurrent", bound, gates, hidden),
                weights.parameter(name + ".input-bias", bound, gates),
                weights.parameter(name + ".recurrent-bias", bound, gates));
    }

    @Override
    public Tensor mask(Tensor x) {
        return padding.mask(x);
    }

    @Override
    public Tensor meanOverTime(Tensor x) {
        return padding.isNone()
                ? x.mean(new long[] {TIME_AXIS}, true, new ScalarTypeOptional())
                : sumOverTime(x).div(padding.counts());
    }

    @Override
    public Tensor deviationOverTime(Tensor x, float floor) {
        Tensor variance = padding.isNone()
                ? x.var(new long[] {TIME_AXIS}, false, true)
                : meanOverTime(padding.mask(x.sub(meanOverTime(x))).square());
        return sqrt(variance, floor);
    }

    @Override
    public Tensor sumOverTime(Tensor x) {
        return x.sum(new long[] {TIME_AXIS}, true, new ScalarTypeOptional());
    }

    @Override
    public Tensor softmaxOverTime(Tensor x) {
        return torch.softmax(padding.excluded(x), TIME_AXIS);
    }

    @Override
    public Tensor relu(Tensor x) {
        return x.relu();
    }

    @Override
    public Tensor tanh(Tensor x) {
        return x.tanh();
    }

    @Override
    public Tensor sigmoid(Tensor x) {
        return x.sigmoid();
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor subtract(Tensor a, Tensor b) {
        return a.sub(b);
    }

    @Override
    public Tensor square(Tensor x) {
        return x.square();
    }

    @Override
    public Tensor multiply(Tensor a, Tensor b) {
        return a.mul(b);
    }

    @Override
    public Tensor sqrt(Tensor x, float floor) {
        return x.clamp_min(new Scalar(floor)).sqrt();
    }

    @Override
    public List<Tensor> split(Tensor x, int groups, int width) {
        TensorVector parts = torch.split(x, width, CHANNEL_AXIS);
        return IntStream.range(0, groups).mapToObj(parts::get).map(Tensor::new).toList();
    }

    @Override
    public Tensor concatChannels(List<Tensor> parts) {
        return torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), CHANNEL_AXIS);
    }

    @Override
    public Tensor dropout(Tensor x, double share) {
        return training && share > 0 ? torch.dropout(x, share, true) : x;
    }

    @Override
    public Tensor swapChannelsAndFrames(Tensor x) {
        return x.transpose(CHANNEL_AXIS, TIME_AXIS).contiguous();
    }

    @Override
    public Tensor vector(Tensor x) {
        return x.squeeze(TIME_AXIS);
    }
}
