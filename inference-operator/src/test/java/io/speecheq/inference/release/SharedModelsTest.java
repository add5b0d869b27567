package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.SpeechEqModel;
import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.inference.model.WindowScore;
import io.speecheq.inference.window.WindowFixture;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SharedModelsTest {

    @TempDir
    Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final SharedModels models = new SharedModels(this::openCounted);
    private Release release;

    @BeforeEach
    void releaseANetwork() throws ModelRefused {
        release = Release.ofFile(TinyNetwork.seeded(1).write(folder.resolve("tiny.onnx")));
    }

    @Test
    void aReleaseOfAFileIsNamedByItsCardAndHash() {
        assertThat(release.name()).isEqualTo("tiny");
        assertThat(release.version()).isEqualTo("1");
        assertThat(release.sha256()).hasSize(64);
        assertThat(release.uri()).startsWith("file:/").endsWith("tiny.onnx");
    }

    @Test
    void twoLeasesShareOneNetworkAndTheLastClosesIt() throws Exception {
        Scorer first = models.lease(release);
        Scorer second = models.lease(release);
        first.close();

        assertThat(opened).hasValue(1);
        assertThat(closed).hasValue(0);
        assertThat(second.score(List.of(frames()))).hasSize(1);

        second.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void givingALeaseBackTwiceTakesNothingFromOthers() throws Exception {
        Scorer first = models.lease(release);
        Scorer second = models.lease(release);

        first.close();
        first.close();

        assertThat(second.score(List.of(frames()))).hasSize(1);
        assertThatThrownBy(() -> first.score(List.of(frames()))).isInstanceOf(IllegalStateException.class);
        second.close();
        assertThat(closed).hasValue(1);
    }

    @Test
    void aNetworkThatWasClosedIsOpenedAgain() throws Exception {
        models.lease(release).close();
        try (Scorer again = models.lease(release)) {
            assertThat(again.score(List.of(frames()))).hasSize(1);
        }

        assertThat(opened).hasValue(2);
        assertThat(closed).hasValue(2);
    }

    @Test
    void aFileThatChangedSinceItsReleaseIsRefused() throws Exception {
        TinyNetwork.seeded(2).write(folder.resolve("tiny.onnx"));

        assertThatThrownBy(() -> models.lease(release))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining(release.sha256());
        TinyNetwork.seeded(1).write(folder.resolve("tiny.onnx"));
        try (Scorer restored = models.lease(release)) {
            assertThat(restored.release()).isEqualTo("tiny:1");
        }
    }

    @Test
    void aFileThatIsGoneIsAnInputOutputError() throws Exception {
        Files.delete(folder.resolve("tiny.onnx"));

        assertThatThrownBy(() -> models.lease(release)).isInstanceOf(IOException.class);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoWaitsForAnOpeningThatHangsCanGiveUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Semaphore store = new Semaphore(0);
        SharedModels hanging = new SharedModels(toOpen -> {
            begun.countDown();
            store.acquireUninterruptibly();
            return openCounted(toOpen);
        });
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Scorer> first = pool.submit(() -> hanging.lease(release));
            begun.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> hanging.lease(release)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            store.release();

            first.get().close();
            assertThat(closed).hasValue(1);
        } finally {
            store.release();
            pool.shutdownNow();
        }
    }

    @Test
    void leasesRaceWithoutAScoreOnAClosedNetworkOrALeak() throws Exception {
        int threads = 4;
        List<WindowScore> expected;
        try (SpeechEqModel alone = SpeechEqModel.open(folder.resolve("tiny.onnx"), FeatureSpec.standard())) {
            expected = alone.score(List.of(frames()));
        }
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<List<List<WindowScore>>> racer = () -> {
            start.await();
            List<List<WindowScore>> scores = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                try (Scorer lease = models.lease(release)) {
                    scores.add(lease.score(List.of(frames())));
                }
            }
            return scores;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<List<List<WindowScore>>>> racers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                racers.add(racer);
            }
            for (Future<List<List<WindowScore>>> scores : pool.invokeAll(racers)) {
                assertThat(scores.get()).hasSize(60).containsOnly(expected);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(closed.get()).isPositive().isEqualTo(opened.get());
    }

    private static FrameMatrix frames() {
        return WindowFixture.randomFrames(new Random(9), 100);
    }

    private Scorer openCounted(Release toOpen) throws IOException, ModelRefused {
        Scorer model = ReleaseFile.open(toOpen, Device.cpu());
        opened.incrementAndGet();
        return new Scorer() {
            @Override
            public String release() {
                return model.release();
            }

            @Override
            public String featureFingerprint() {
                return model.featureFingerprint();
            }

            @Override
            public List<WindowScore> score(List<FrameMatrix> windows) {
                return model.score(windows);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                model.close();
            }
        };
    }
}
