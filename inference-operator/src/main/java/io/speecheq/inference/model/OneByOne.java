package io.speecheq.inference.model;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FrameMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * On the CPU, each window alone, on the thread of whoever asks: so a window's values are the same bits whatever else waits
 * with it, and one core is as fast (docs/decisions/005-one-by-one-on-cpu.md).
 */
record OneByOne(NetworkSession session) implements Execution {

    @Override
    public List<WindowScore> score(List<FrameMatrix> windows) {
        List<WindowScore> scores = new ArrayList<>(windows.size());
        for (FrameMatrix window : windows) {
            scores.add(score(window));
        }
        return scores;
    }

    private WindowScore score(FrameMatrix window) {
        try {
            return session.run(List.of(window)).row(0);
        } catch (OrtException | IllegalArgumentException e) {
            return new ScoringFailure(ModelRefused.inOneLine(e));
        }
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public int batchWindows() {
        return 1;
    }

    @Override
    public void close() {
        session.close();
    }
}
