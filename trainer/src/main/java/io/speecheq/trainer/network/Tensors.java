package io.speecheq.trainer.network;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Java arrays as tensors and back; both ways are copies. */
public final class Tensors {
    private Tensors() {}

    public static Tensor of(float[] values, long... shape) {
        return torch.tensor(values).view(shape);
    }

    public static float[] values(Tensor tensor) {
        Tensor dense = tensor.contiguous();
        float[] values = new float[Math.toIntExact(dense.numel())];
        try (FloatPointer memory = new FloatPointer(dense.data_ptr_float())) {
            memory.get(values, 0, values.length);
        }
        return values;
    }

    /** Overwrites a dense tensor's values. */
    static void set(Tensor tensor, float[] values) {
        if (values.length != tensor.numel()) {
            throw new IllegalArgumentException(values.length + " values for a tensor of " + tensor.numel());
        }
        try (FloatPointer memory = new FloatPointer(tensor.data_ptr_float())) {
            memory.put(values, 0, values.length);
        }
    }
}
