package io.speecheq.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.speecheq.acoustics.features.FrameMatrix;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A session of ONNX Runtime, the owner of everything native about one network. On the CPU any number of threads may run
 * it at once, each on its own core: the session has no threads of its own. One on a GPU belongs to one thread. Closing
 * waits for the runs under way, as the runtime would crash.
 */
final class NetworkSession implements SharedBatches.Network {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Queue<InputMemory> spareInputs = new ConcurrentLinkedQueue<>();
    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private NetworkSession(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * A session on the CPU.
     *
     * @throws OrtException when the bytes are not a network that this runtime can run
     */
    static NetworkSession open(byte[] onnx) throws OrtException {
        // The environment is the process's own and lives as long; it must be there before any options.
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = options()) {
            return new NetworkSession(environment, environment.createSession(onnx, options));
        }
    }

    /**
     * A session on a CUDA device, for the thread that calls this.
     *
     * @throws CudaUnavailable when the runtime has no CUDA, or the machine no such device
     * @throws OrtException when the bytes are not a network that this runtime can run
     */
    static NetworkSession openCuda(byte[] onnx, int index) throws OrtException, CudaUnavailable {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        if (!hasCuda()) {
            throw new CudaUnavailable("this ONNX Runtime is the one for CPUs; build with -Pcuda");
        }
        CudaDriver.ofMachine().require();
        try (SessionOptions options = options();
                OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index)) {
            // Full 32-bit products, and kernels that are not chosen by a race: values stay within 1e-3 of the CPU's.
            cuda.add("use_tf32", "0");
            cuda.add("cudnn_conv_algo_search", "HEURISTIC");
            options.setMemoryPatternOptimization(false);
            try {
                options.addCUDA(cuda);
            } catch (OrtException e) {
                throw new CudaUnavailable("no CUDA device " + index + " (--device cpu or auto does without one)", e);
            }
            return new NetworkSession(environment, environment.createSession(onnx, options));
        }
    }

    /** Whether ONNX Runtime is the one for GPUs; that there is a GPU is another matter. */
    static boolean hasCuda() {
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        return options;
    }

    Map<String, NodeInfo> inputs() throws OrtException {
        return session.getInputInfo();
    }

    Map<String, NodeInfo> outputs() throws OrtException {
        return session.getOutputInfo();
    }

    Optional<String> metadata(String key) throws OrtException {
        return session.getMetadata().getCustomMetadataValue(key);
    }

    /**
     * One run over all the windows, shorter ones padded.
     *
     * @throws OrtException when the runtime fails
     * @throws IllegalArgumentException when the windows cannot be a batch, or the output's size is wrong
     * @throws IllegalStateException when closed
     */
    NetworkOutput run(List<FrameMatrix> windows) throws OrtException {
        return run(windows, windows.stream().mapToInt(FrameMatrix::frames).max().orElse(0));
    }

    /** The same, with every window padded to so many frames, at least those of the longest. */
    @Override
    public NetworkOutput run(List<FrameMatrix> windows, int frames) throws OrtException {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the network is closed");
            }
            InputMemory spare = spareInputs.poll();
            InputMemory input = spare == null ? new InputMemory() : spare;
            try {
                return run(windows, frames, input);
            } finally {
                spareInputs.add(input);
            }
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private NetworkOutput run(List<FrameMatrix> windows, int frames, InputMemory input) throws OrtException {
        int rows = windows.size();
        int bands = windows.stream().mapToInt(FrameMatrix::bands).max().orElse(0);
        for (FrameMatrix window : windows) {
            if (window.frames() == 0 || window.bands() != bands) {
                throw new IllegalArgumentException(window + " in a batch of " + bands + " bands");
            }
        }
        input.fill(windows, frames, bands);
        long[] shape = {rows, frames, bands};
        try (OnnxTensor features = OnnxTensor.createTensor(environment, input.features(), shape);
                OnnxTensor lengths = OnnxTensor.createTensor(environment, input.lengths(), new long[] {rows});
                OrtSession.Result result =
                        session.run(Map.of(ModelContract.FEATURES, features, ModelContract.LENGTHS, lengths))) {
            return new NetworkOutput(
                    values(result, ModelContract.SCORES), values(result, ModelContract.INTENSITY), rows);
        }
    }

    private static float[] values(OrtSession.Result result, String output) {
        OnnxValue value = result.get(output).orElseThrow();
        FloatBuffer buffer = ((OnnxTensor) value).getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime could not close a session", e);
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
