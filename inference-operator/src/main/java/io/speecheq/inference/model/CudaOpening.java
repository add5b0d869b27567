package io.speecheq.inference.model;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.schemas.card.ModelCard;
import java.util.List;

/** Brings a network up on a CUDA device: opened, checked and warmed up by the one thread that then runs it. */
final class CudaOpening {

    /** More windows in a run gain little, and the first of them would wait longer. */
    private static final int MOST_WINDOWS = 32;

    private static final FixedShapes SHAPES = new FixedShapes(MOST_WINDOWS);

    /** Of a window of 3 s, rounded up: the shape that is served most. */
    private static final int WARM_UP_FRAMES = 300;

    private CudaOpening() {}

    /** A network that keeps the contract, and has run in every shape. */
    private record Opened(NetworkSession session, ModelCard card) {}

    /**
     * The network of an ONNX file's bytes on a CUDA device.
     *
     * @throws CudaUnavailable when the runtime has no CUDA, or the machine no such device
     * @throws OrtException when the runtime cannot run the network there
     * @throws ModelRefused when the network breaks the contract there
     */
    static SpeechEqModel open(byte[] onnx, FeatureSpec spec, int index)
            throws OrtException, ModelRefused, CudaUnavailable {
        String device = "cuda:" + index;
        OwnerThread owner = new OwnerThread("speecheq-" + device);
        boolean kept = false;
        try {
            Opened opened = owner.call(() -> openHere(onnx, spec, index));
            kept = true;
            return new SpeechEqModel(new SharedBatches(opened.session(), owner, SHAPES, device), opened.card());
        } finally {
            if (!kept) {
                owner.close(() -> {});
            }
        }
    }

    private static Opened openHere(byte[] onnx, FeatureSpec spec, int index)
            throws OrtException, ModelRefused, CudaUnavailable {
        NetworkSession session = NetworkSession.openCuda(onnx, index);
        boolean kept = false;
        try {
            ModelCard card = new ModelContract(session, spec).check();
            for (List<FrameMatrix> batch : SHAPES.warmUps(WARM_UP_FRAMES, spec.bands())) {
                session.run(batch, WARM_UP_FRAMES);
            }
            kept = true;
            return new Opened(session, card);
        } finally {
            if (!kept) {
                session.close();
            }
        }
    }
}
