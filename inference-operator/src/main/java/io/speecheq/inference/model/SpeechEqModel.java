package io.speecheq.inference.model;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SpeechEQ network that has kept its contract and is ready to serve. Any number of threads may score with it at once;
 * whoever opened it owns it and closes it.
 *
 * <p>On the CPU a window's values are the same bits whatever else waits with it. On a GPU they agree with the CPU's within
 * 1e-3.
 */
public final class SpeechEqModel implements Scorer {

    private static final Logger LOGGER = LoggerFactory.getLogger(SpeechEqModel.class);

    /** Without a GPU every network falls back, for one reason: it is told once in a process. */
    private static final AtomicBoolean FALLBACK_TOLD = new AtomicBoolean();

    private final Execution execution;
    private final ModelCard card;

    SpeechEqModel(Execution execution, ModelCard card) {
        this.execution = execution;
        this.card = card;
    }

    /**
     * The network of that file, on the CPU.
     *
     * @param spec the features that it will be given
     * @throws ModelRefused when the file cannot be read or its network breaks the contract; the message names the file
     */
    public static SpeechEqModel open(Path file, FeatureSpec spec) throws ModelRefused {
        return open(file, spec, Device.cpu());
    }

    /** The same, on a device. */
    public static SpeechEqModel open(Path file, FeatureSpec spec, Device device) throws ModelRefused {
        try {
            return open(Files.readAllBytes(file), spec, device);
        } catch (ModelRefused e) {
            throw e.of(file.toString());
        } catch (NoSuchFileException e) {
            throw new ModelRefused(file + ": there is no such file; name an ONNX file that the trainer exported");
        } catch (IOException e) {
            throw new ModelRefused(file + " cannot be read", e);
        }
    }

    /**
     * The network of an ONNX file's bytes, on the CPU.
     *
     * @param spec the features that it will be given
     * @throws ModelRefused when the network breaks the contract
     */
    public static SpeechEqModel open(byte[] onnx, FeatureSpec spec) throws ModelRefused {
        NetworkSession session;
        try {
            session = NetworkSession.open(onnx);
        } catch (OrtException e) {
            throw new ModelRefused("not an ONNX file that this runtime can load", e);
        }
        boolean kept = false;
        try {
            ModelCard card = new ModelContract(session, spec).check();
            kept = true;
            return new SpeechEqModel(new OneByOne(session), card);
        } finally {
            if (!kept) {
                session.close();
            }
        }
    }

    /**
     * The network of an ONNX file's bytes on a device. {@link Device#auto()} is the CPU where ONNX Runtime is the one for CPUs,
     * or the machine has no GPU, which the log then says once, or the network cannot run on that GPU, which the log says too.
     *
     * @throws ModelRefused when the network breaks the contract, or there is no such device
     */
    public static SpeechEqModel open(byte[] onnx, FeatureSpec spec, Device device) throws ModelRefused {
        if (device instanceof Device.Cpu || (device instanceof Device.Auto && !NetworkSession.hasCuda())) {
            return open(onnx, spec);
        }
        return openOnCuda(onnx, spec, device, CudaOpening::open);
    }

    /** Brings a network up on a CUDA device. */
    interface OnCuda {
        SpeechEqModel open(byte[] onnx, FeatureSpec spec, int index) throws OrtException, ModelRefused, CudaUnavailable;
    }

    static SpeechEqModel openOnCuda(byte[] onnx, FeatureSpec spec, Device device, OnCuda cuda) throws ModelRefused {
        if (!(device instanceof Device.Cuda named)) {
            return openWhereItCan(onnx, spec, cuda);
        }
        try {
            return cuda.open(onnx, spec, named.index());
        } catch (CudaUnavailable e) {
            throw new ModelRefused("--device " + device.text() + ": " + e.getMessage());
        } catch (OrtException e) {
            throw new ModelRefused(
                    "--device " + device.text() + ": not an ONNX file that this runtime can run there", e);
        }
    }

    /** On the first CUDA device, or on the CPU for whatever reason it cannot be there: what the CPU refuses is refused. */
    private static SpeechEqModel openWhereItCan(byte[] onnx, FeatureSpec spec, OnCuda cuda) throws ModelRefused {
        try {
            return cuda.open(onnx, spec, 0);
        } catch (CudaUnavailable e) {
            if (FALLBACK_TOLD.compareAndSet(false, true)) {
                LOGGER.warn("Networks run on the CPU, as there is no GPU to run them on: {}", e.getMessage());
            }
            return open(onnx, spec);
        } catch (OrtException | ModelRefused e) {
            SpeechEqModel onCpu = open(onnx, spec);
            LOGGER.warn(
                    "{} runs on the CPU, as it cannot run on the GPU: {}", onCpu.release(), ModelRefused.inOneLine(e));
            return onCpu;
        }
    }

    public ModelCard card() {
        return card;
    }

    @Override
    public String release() {
        return card.release();
    }

    @Override
    public String featureFingerprint() {
        return card.featureFingerprint();
    }

    @Override
    public String device() {
        return execution.device();
    }

    @Override
    public int batchWindows() {
        return execution.batchWindows();
    }

    @Override
    public List<WindowScore> score(List<FrameMatrix> windows) {
        return execution.score(windows);
    }

    @Override
    public void close() {
        execution.close();
    }
}
