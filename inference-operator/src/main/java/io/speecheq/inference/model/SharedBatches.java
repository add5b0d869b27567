package io.speecheq.inference.model;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FrameMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * On a GPU: one thread runs the network, over batches of what all who score have waiting at the moment, in fixed shapes. So
 * the subtasks of a task manager share one session and fill each other's batches, and the runtime never sees a second
 * thread, with which CUDA sessions leak.
 *
 * <p>Waiting windows are bounded: whoever scores waits for the answer before asking again. A batch that fails is run again
 * window by window, so that one bad window costs the others nothing but time. An {@link Error} is thrown to whoever waits for
 * a window of that batch; the owner's thread outlives it, to run what else waits and to close the network.
 */
final class SharedBatches implements Execution {

    /** One run over windows padded to so many frames; the session's boundary. Only the owner's thread calls it. */
    interface Network extends AutoCloseable {

        NetworkOutput run(List<FrameMatrix> windows, int frames) throws OrtException;

        @Override
        void close();
    }

    private final Network network;
    private final OwnerThread owner;
    private final FixedShapes shapes;
    private final String device;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    /** A window, and where its score is awaited. */
    private record Waiting(FrameMatrix window, CompletableFuture<WindowScore> score) {}

    /**
     * Takes over the network and its thread.
     *
     * @param owner the thread that has opened the network, and alone runs and closes it
     */
    SharedBatches(Network network, OwnerThread owner, FixedShapes shapes, String device) {
        this.network = network;
        this.owner = owner;
        this.shapes = shapes;
        this.device = device;
    }

    @Override
    public List<WindowScore> score(List<FrameMatrix> windows) {
        List<CompletableFuture<WindowScore>> scores = new ArrayList<>(windows.size());
        for (FrameMatrix window : windows) {
            Waiting one = new Waiting(window, new CompletableFuture<>());
            scores.add(one.score());
            waiting.add(one);
        }
        owner.start(this::runAllWaiting);
        return scores.stream().map(SharedBatches::awaited).toList();
    }

    private static WindowScore awaited(CompletableFuture<WindowScore> score) {
        try {
            return score.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Windows that no run has taken yet. */
    int waitingWindows() {
        return waiting.size();
    }

    private void runAllWaiting() {
        List<Waiting> batch = nextBatch();
        while (!batch.isEmpty()) {
            run(batch);
            batch = nextBatch();
        }
    }

    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>(shapes.mostWindows());
        while (batch.size() < shapes.mostWindows()) {
            Waiting next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private void run(List<Waiting> batch) {
        try {
            NetworkOutput output = run(batch.stream().map(Waiting::window).toList(), shapes);
            for (int row = 0; row < batch.size(); row++) {
                batch.get(row).score().complete(output.row(row));
            }
        } catch (OrtException | RuntimeException e) {
            if (batch.size() == 1) {
                batch.get(0).score().complete(new ScoringFailure(ModelRefused.inOneLine(e)));
            } else {
                batch.forEach(one -> run(List.of(one)));
            }
        } catch (Error e) {
            batch.forEach(one -> one.score().completeExceptionally(e));
        }
    }

    private NetworkOutput run(List<FrameMatrix> windows, FixedShapes fixed) throws OrtException {
        return network.run(fixed.padded(windows), fixed.frames(windows));
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public int batchWindows() {
        return shapes.mostWindows();
    }

    @Override
    public void close() {
        owner.close(network::close);
    }
}
