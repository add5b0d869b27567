package io.speecheq.trainer.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The named values of one network, in the order in which its layers first asked for them: parameters, which training changes
 * by their gradients, and buffers (the running statistics of normalisations). Owns its tensors until closed; one thread at a time.
 */
public final class Weights implements AutoCloseable {
    /** The name and the shape of one value. */
    public record Entry(String name, List<Long> shape) {
        public int count() {
            return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        }
    }

    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> buffers = new LinkedHashMap<>();
    private boolean complete;

    /** The parameter of that name; the first time, values drawn from the uniform distribution within {@code ±bound}. */
    Tensor parameter(String name, double bound, long... shape) {
        Tensor known = parameters.get(name);
        if (known != null) {
            return known;
        }
        refuseWhenComplete(name);
        Tensor fresh = owned(torch.empty(shape));
        fresh.uniform_(-bound, bound, new GeneratorOptional());
        fresh.set_requires_grad(true);
        parameters.put(name, fresh);
        return fresh;
    }

    Tensor constantParameter(String name, float value, long... shape) {
        Tensor known = parameters.get(name);
        if (known != null) {
            return known;
        }
        refuseWhenComplete(name);
        Tensor fresh = owned(torch.full(shape, new Scalar(value)));
        fresh.set_requires_grad(true);
        parameters.put(name, fresh);
        return fresh;
    }

    Tensor buffer(String name, float value, long... shape) {
        Tensor known = buffers.get(name);
        if (known != null) {
            return known;
        }
        refuseWhenComplete(name);
        Tensor fresh = owned(torch.full(shape, new Scalar(value)));
        buffers.put(name, fresh);
        return fresh;
    }

    private static Tensor owned(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    private void refuseWhenComplete(String name) {
        if (complete) {
            throw new IllegalStateException("the network has no value named " + name);
        }
    }

    /** From here on a layer that asks for a new name is an error. */
    void complete() {
        complete = true;
    }

    /** The parameters, for an optimizer; the caller keeps the vector as long as it uses what is in it. */
    public TensorVector parameters() {
        return new TensorVector(parameters.values().toArray(Tensor[]::new));
    }

    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        all().forEach((name, tensor) -> entries.add(new Entry(name, shapeOf(tensor))));
        return Collections.unmodifiableList(entries);
    }

    public int parameterCount() {
        return parameters.values().stream()
                .mapToInt(tensor -> Math.toIntExact(tensor.numel()))
                .sum();
    }

    public float[] values(String name) {
        Tensor tensor = all().get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the network has no value named " + name);
        }
        return Tensors.values(tensor);
    }

    /** Every value, one after the other in the order of {@link #entries}. */
    public float[] snapshot() {
        float[] values = new float[count()];
        int offset = 0;
        for (Tensor tensor : all().values()) {
            float[] part = Tensors.values(tensor);
            System.arraycopy(part, 0, values, offset, part.length);
            offset += part.length;
        }
        return values;
    }

    /** Sets every value from a {@link #snapshot} of a network of the same shape. */
    public void restore(float[] snapshot) {
        int total = count();
        if (snapshot.length != total) {
            throw new IllegalArgumentException("snapshot of " + snapshot.length + " values for a network of " + total);
        }
        int offset = 0;
        for (Tensor tensor : all().values()) {
            int count = Math.toIntExact(tensor.numel());
            Tensors.set(tensor, Arrays.copyOfRange(snapshot, offset, offset + count));
            offset += count;
        }
    }

    private int count() {
        return entries().stream().mapToInt(Entry::count).sum();
    }

    private Map<String, Tensor> all() {
        Map<String, Tensor> all = new LinkedHashMap<>(parameters);
        all.putAll(buffers);
        return all;
    }

    private static List<Long> shapeOf(Tensor tensor) {
        List<Long> shape = new ArrayList<>();
        for (long axis = 0; axis < tensor.dim(); axis++) {
            shape.add(tensor.size(axis));
        }
        return Collections.unmodifiableList(shape);
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
        buffers.values().forEach(Tensor::close);
        parameters.clear();
        buffers.clear();
    }
}
