package io.speecheq.trainer.network;

import java.util.List;

/**
 * The vocabulary of layers in which a {@link Network} is written.
 *
 * <p>A network says its layers once; libtorch ({@link TorchGraph}) runs them and the ONNX writer records them, so that the
 * exported file is the trained network by construction. A value is {@code [batch, channels, frames]} unless a method says
 * otherwise; {@code frames} may be 1, and then broadcasts. Frames at or beyond a clip's length are padding: operations over
 * time ignore them, and {@link #mask} sets them to zero.
 *
 * @param <V> a value: a tensor, or the name of one in a file
 */
public interface Operations<V> {
    /** The shape of a one-dimensional convolution over time; odd kernels, zero padding that keeps the number of frames. */
    record Conv(int in, int out, int kernel, int dilation) {
        public static Conv pointwise(int in, int out) {
            return new Conv(in, out, 1, 1);
        }

        public int padding() {
            return dilation * (kernel - 1) / 2;
        }
    }

    V conv(String name, V x, Conv shape);

    /** Normalises each channel by its mean and variance over the valid frames of the batch (training) or over what training saw. */
    V batchNorm(String name, V x, int channels);

    /** A bidirectional gated recurrent unit over the valid frames; gives {@code 2 * hidden} channels, forward ones first. */
    V bidirectionalGru(String name, V x, int in, int hidden);

    /** Sets the padding to zero. */
    V mask(V x);

    /** {@code [batch, channels, 1]}: the mean over valid frames of a value whose padding is zero. */
    V meanOverTime(V x);

    /** {@code [batch, channels, 1]}: the standard deviation over valid frames, or the root of {@code floor} where the variance is less. */
    V deviationOverTime(V x, float floor);

    /** {@code [batch, channels, 1]}: the plain sum over frames. */
    V sumOverTime(V x);

    /** Softmax over the valid frames of each channel; zero at the padding. */
    V softmaxOverTime(V x);

    V relu(V x);

    V tanh(V x);

    V sigmoid(V x);

    V add(V a, V b);

    V subtract(V a, V b);

    V square(V x);

    V multiply(V a, V b);

    /** The root of {@code x}, or of {@code floor} where x is less. */
    V sqrt(V x, float floor);

    /** The channels in that many groups of equal width. */
    List<V> split(V x, int groups, int width);

    V concatChannels(List<V> parts);

    /** Zeroes a share of the values while training, and scales the rest up; the identity otherwise. */
    V dropout(V x, double share);

    /** {@code [batch, frames, bands]} to {@code [batch, bands, frames]}, and back. */
    V swapChannelsAndFrames(V x);

    /** {@code [batch, channels, 1]} to {@code [batch, channels]}. */
    V vector(V x);
}
