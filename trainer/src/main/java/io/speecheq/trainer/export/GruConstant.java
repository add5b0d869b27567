package io.speecheq.trainer.export;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The constants of an ONNX GRU node. Each holds values of both directions, forward ones first; libtorch keeps those apart, and
 * the gates in another order.
 */
enum GruConstant {
    W,
    R,
    B;

    private static final List<String> DIRECTIONS = List.of(".forward", ".backward");

    /** Torch keeps the gates as reset, update, new; ONNX as update, reset, new. Its own inverse. */
    private static final int[] GATE_ORDER = {1, 0, 2};

    private List<String> parts() {
        return switch (this) {
            case W -> List.of(".input");
            case R -> List.of(".recurrent");
            case B -> List.of(".input-bias", ".recurrent-bias");
        };
    }

    /** Its name in the file. */
    String of(String layer) {
        return layer + "." + name();
    }

    /** The names of what it holds, in order. */
    private List<String> values(String layer) {
        return DIRECTIONS.stream()
                .flatMap(direction -> parts().stream().map(part -> layer + direction + part))
                .toList();
    }

    /** The constant, from values by their names in the network. */
    float[] pack(String layer, Function<String, float[]> weights) {
        List<float[]> gates =
                values(layer).stream().map(weights).map(GruConstant::reordered).toList();
        FloatBuffer packed = FloatBuffer.allocate(
                gates.stream().mapToInt(values -> values.length).sum());
        gates.forEach(packed::put);
        return packed.array();
    }

    /** The values by their names in the network, from the constant. */
    Map<String, float[]> unpack(String layer, float[] packed) {
        List<String> names = values(layer);
        int size = packed.length / names.size();
        Map<String, float[]> weights = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            weights.put(names.get(i), reordered(Arrays.copyOfRange(packed, i * size, (i + 1) * size)));
        }
        return weights;
    }

    private static float[] reordered(float[] gates) {
        int size = gates.length / GATE_ORDER.length;
        if (size * GATE_ORDER.length != gates.length) {
            throw new IllegalArgumentException(gates.length + " values are not three gates");
        }
        float[] reordered = new float[gates.length];
        for (int gate = 0; gate < GATE_ORDER.length; gate++) {
            System.arraycopy(gates, GATE_ORDER[gate] * size, reordered, gate * size, size);
        }
        return reordered;
    }
}
