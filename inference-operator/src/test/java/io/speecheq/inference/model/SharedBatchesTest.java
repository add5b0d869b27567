package io.speecheq.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The path of a GPU, up to the boundary of its session: behind it a double, or a real network on the CPU. That CUDA itself
 * works is not shown here.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SharedBatchesTest {

    private static final int MOST = 8;

    private final OwnerThread owner = new OwnerThread("test-owner");
    private final ExecutorService subtasks = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        subtasks.shutdownNow();
        owner.close(() -> {});
    }

    /** Gives each window an intensity that tells which it was: its first value. Remembers what it was asked. */
    private static class Remembering implements SharedBatches.Network {

        final List<Integer> rows = Collections.synchronizedList(new ArrayList<>());
        final Set<Integer> frames = Collections.synchronizedSet(new HashSet<>());
        final Set<Thread> threads = Collections.synchronizedSet(new HashSet<>());
        final CountDownLatch running = new CountDownLatch(1);
        final CountDownLatch mayRun;
        int closings;

        Remembering(CountDownLatch mayRun) {
            this.mayRun = mayRun;
        }

        @Override
        public NetworkOutput run(List<FrameMatrix> windows, int frameCount) throws OrtException {
            running.countDown();
            try {
                mayRun.await();
            } catch (InterruptedException e) {
                throw new OrtException("interrupted");
            }
            threads.add(Thread.currentThread());
            rows.add(windows.size());
            frames.add(frameCount);
            float[] scores = new float[windows.size() * 9];
            float[] intensities = new float[windows.size()];
            for (int i = 0; i < windows.size(); i++) {
                scores[9 * i] = 1;
                intensities[i] = windows.get(i).at(0, 0);
                if (Float.isNaN(intensities[i])) {
                    throw new OutOfMemoryError("injected");
                }
                if (intensities[i] < 0) {
                    throw new OrtException("a bad window");
                }
            }
            return new NetworkOutput(scores, intensities, windows.size());
        }

        @Override
        public void close() {
            threads.add(Thread.currentThread());
            closings++;
        }
    }

    private static FrameMatrix window(float value, int frames) {
        float[] values = new float[frames * 80];
        values[0] = value;
        return FrameMatrix.copyOf(values, frames, 80);
    }

    private static List<FrameMatrix> windows(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> window(i / 1000f, 298))
                .toList();
    }

    private SharedBatches over(SharedBatches.Network network) {
        return new SharedBatches(network, owner, new FixedShapes(MOST), "cuda:0");
    }

    private static List<Float> intensities(Collection<WindowScore> scores) {
        return scores.stream()
                .map(score -> score.fold(Assessment::intensity, failed -> Float.NaN))
                .toList();
    }

    @Test
    void everySubtaskGetsItsOwnScoresInOrderFromOneThread() throws Exception {
        Remembering network = new Remembering(new CountDownLatch(0));
        SharedBatches batches = over(network);
        List<Callable<List<Float>>> work = new ArrayList<>();
        for (int subtask = 0; subtask < 6; subtask++) {
            int from = subtask * 100;
            work.add(() -> intensities(batches.score(windows(from, 11))));
        }

        List<Future<List<Float>>> scored = subtasks.invokeAll(work);

        for (int subtask = 0; subtask < 6; subtask++) {
            int from = subtask * 100;
            assertThat(scored.get(subtask).get())
                    .isEqualTo(IntStream.range(from, from + 11)
                            .mapToObj(i -> i / 1000f)
                            .toList());
        }
        assertThat(network.threads)
                .hasSize(1)
                .allMatch(thread -> thread.getName().equals("test-owner"));
    }

    @Test
    void whatSubtasksHaveWaitingFillsOneBatch() throws Exception {
        CountDownLatch mayRun = new CountDownLatch(1);
        Remembering network = new Remembering(mayRun);
        SharedBatches batches = over(network);
        List<Future<List<WindowScore>>> scored = new ArrayList<>();
        scored.add(subtasks.submit(() -> batches.score(windows(0, 1))));
        network.running.await();
        for (int subtask = 1; subtask <= 4; subtask++) {
            int from = subtask * 100;
            scored.add(subtasks.submit(() -> batches.score(windows(from, 2))));
        }
        while (batches.waitingWindows() < 8) {
            Thread.sleep(1);
        }

        mayRun.countDown();
        for (Future<List<WindowScore>> future : scored) {
            assertThat(future.get()).allMatch(Assessment.class::isInstance);
        }

        assertThat(network.rows).containsExactly(1, 8);
    }

    @Test
    void theNetworkSeesFewShapes() {
        Remembering network = new Remembering(new CountDownLatch(0));
        SharedBatches batches = over(network);
        Random random = new Random(5);

        for (int i = 0; i < 200; i++) {
            int frames = 1 + random.nextInt(298);
            batches.score(Collections.nCopies(1 + random.nextInt(20), window(1, frames)));
        }

        assertThat(new HashSet<>(network.rows)).isSubsetOf(1, 2, 4, 8);
        assertThat(network.frames).isSubsetOf(100, 200, 300);
    }

    @Test
    void aBadWindowFailsAlone() {
        SharedBatches batches = over(new Remembering(new CountDownLatch(0)));

        List<WindowScore> scores = batches.score(List.of(window(1, 298), window(-1, 298), window(2, 298)));

        assertThat(scores.get(0)).isInstanceOf(Assessment.class);
        assertThat(scores.get(1)).isEqualTo(new ScoringFailure("a bad window"));
        assertThat(scores.get(2)).isInstanceOf(Assessment.class);
    }

    @Test
    void anErrorReachesWhoeverWaitsAndTheThreadOutlivesIt() throws Exception {
        CountDownLatch mayRun = new CountDownLatch(1);
        Remembering network = new Remembering(mayRun);
        SharedBatches batches = over(network);
        Future<List<WindowScore>> before = subtasks.submit(() -> batches.score(windows(0, 1)));
        network.running.await();
        List<Future<List<WindowScore>>> together = List.of(
                subtasks.submit(() -> batches.score(windows(100, 2))),
                subtasks.submit(() -> batches.score(List.of(window(Float.NaN, 298)))));
        while (batches.waitingWindows() < 3) {
            Thread.sleep(1);
        }

        mayRun.countDown();

        assertThat(before.get()).allMatch(Assessment.class::isInstance);
        for (Future<List<WindowScore>> failed : together) {
            assertThatThrownBy(failed::get)
                    .hasCauseInstanceOf(OutOfMemoryError.class)
                    .hasMessageContaining("injected");
        }
        assertThat(batches.score(windows(200, 3))).allMatch(Assessment.class::isInstance);
        assertThat(network.threads).hasSize(1);
    }

    @Test
    void itsOwnThreadClosesTheNetworkOnce() {
        Remembering network = new Remembering(new CountDownLatch(0));
        SharedBatches batches = over(network);

        batches.close();
        batches.close();

        assertThat(network.closings).isEqualTo(1);
        assertThat(network.threads).allMatch(thread -> thread.getName().equals("test-owner"));
        assertThatIllegalStateException()
                .isThrownBy(() -> batches.score(windows(0, 1)))
                .withMessage("the network is closed");
    }

    @Test
    void paddingARealNetworksBatchesChangesNoValue() throws Exception {
        NetworkSession session = NetworkSession.open(TinyNetwork.seeded(3).toBytes());
        SharedBatches batches = over(session);
        Random random = new Random(7);
        List<FrameMatrix> windows = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            windows.add(noise(random, 30 + random.nextInt(268)));
        }
        try (SpeechEqModel alone = SpeechEqModel.open(TinyNetwork.seeded(3).toBytes(), FeatureSpec.standard())) {
            List<Float> together = intensities(batches.score(windows));
            List<Float> single = intensities(alone.score(windows));

            for (int i = 0; i < windows.size(); i++) {
                assertThat(together.get(i)).isCloseTo(single.get(i), within(1e-4f));
            }
        } finally {
            batches.close();
        }
    }

    private static FrameMatrix noise(Random random, int frames) {
        float[] values = new float[frames * 80];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() - 5);
        }
        return FrameMatrix.copyOf(values, frames, 80);
    }
}
