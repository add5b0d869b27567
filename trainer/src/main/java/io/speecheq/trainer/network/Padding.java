package io.speecheq.trainer.network;

import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Which frames of a batch are padding; without any, there are no masks. Lives in the scope that made it. */
final class Padding {
    private static final long TIME_AXIS = 2;

    private final long validFrames;
    private final @Nullable Tensor mask;
    private final @Nullable Tensor counts;
    private final @Nullable Tensor reversed;

    Padding(FrameBatch batch) {
        int clips = batch.size();
        int frames = batch.frames();
        float[] valid = new float[clips * frames];
        float[] lengths = new float[clips];
        long[] backward = new long[clips * frames];
        long sum = 0;
        for (int clip = 0; clip < clips; clip++) {
            int length = batch.length(clip);
            sum += length;
            lengths[clip] = length;
            for (int t = 0; t < frames; t++) {
                valid[clip * frames + t] = t < length ? 1 : 0;
                backward[clip * frames + t] = t < length ? length - 1 - t : t;
            }
        }
        validFrames = sum;
        boolean none = batch.isFull();
        mask = none ? null : torch.tensor(valid).view(clips, 1, frames);
        counts = none ? null : torch.tensor(lengths).view(clips, 1, 1);
        reversed = none ? null : torch.tensor(backward).view(clips, frames, 1);
    }

    boolean isNone() {
        return mask == null;
    }

    /** Valid frames of the whole batch. */
    double validFrames() {
        return validFrames;
    }

    /** {@code [batch, 1, 1]}: valid frames of each clip. */
    Tensor counts() {
        return Objects.requireNonNull(counts, "a batch without padding needs no counts");
    }

    /** Zeroes the padding; a value of one frame has none. */
    Tensor mask(Tensor x) {
        return mask == null || x.size(TIME_AXIS) == 1 ? x : x.mul(mask);
    }

    /** Makes the padding so low that a softmax leaves it out. */
    Tensor excluded(Tensor x) {
        return mask == null ? x : torch.where(mask.lt(new Scalar(0.5f)), new Scalar(-1e30f), x);
    }

    /** Reverses the valid frames of {@code [batch, frames, channels]}, each clip by its own length. */
    Tensor reverse(Tensor byTime) {
        return reversed == null ? byTime.flip(1) : byTime.gather(1, reversed.expand(-1, -1, byTime.size(2)));
    }
}
