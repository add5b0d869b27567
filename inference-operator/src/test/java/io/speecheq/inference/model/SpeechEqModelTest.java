package io.speecheq.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechEqModelTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    @Test
    void aNetworkThatKeepsItsContractServes() throws ModelRefused {
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(1).toBytes(), SPEC)) {
            List<WindowScore> scores = model.score(List.of(randomWindow(new Random(1), 298)));

            assertThat(model.release()).isEqualTo("tiny:1");
            assertThat(scores).singleElement().isInstanceOf(Assessment.class);
        }
    }

    @Test
    void scoresAreTheProbesOwnOnItsInput() throws ModelRefused {
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(1).toBytes(), SPEC)) {
            var probe = model.card().probe();
            FrameMatrix input = FrameMatrix.copyOf(probe.features(), probe.frames(), probe.bands());

            Assessment given = assessment(model.score(List.of(input)).get(0));

            assertThat(given.intensity()).isCloseTo(probe.intensity(), within(1e-4f));
            for (int i = 0; i < 9; i++) {
                assertThat(given.scores().get(i)).isCloseTo(probe.scores().get(i), within(1e-5f));
            }
        }
    }

    @Test
    void aNetworkThatCannotRunOnTheGpuRunsOnTheCpuUnderAuto() throws ModelRefused {
        byte[] onnx = TinyNetwork.seeded(1).toBytes();
        try (SpeechEqModel model =
                SpeechEqModel.openOnCuda(onnx, SPEC, Device.auto(), SpeechEqModelTest::outOfMemory)) {
            assertThat(model.device()).isEqualTo("cpu");
            assertThat(model.score(List.of(randomWindow(new Random(1), 298))).get(0))
                    .isInstanceOf(Assessment.class);
        }
    }

    @Test
    void aNetworkThatCannotRunOnTheGpuThatIsNamedIsRefusedWithItsName() {
        byte[] onnx = TinyNetwork.seeded(1).toBytes();
        assertThatThrownBy(() ->
                        SpeechEqModel.openOnCuda(onnx, SPEC, Device.parse("cuda:1"), SpeechEqModelTest::outOfMemory))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContainingAll("--device cuda:1", "out of memory");
    }

    @Test
    void whatTheCpuRefusesTooIsRefusedUnderAuto() {
        assertThatThrownBy(() -> SpeechEqModel.openOnCuda(
                        new byte[] {1, 2, 3}, SPEC, Device.auto(), SpeechEqModelTest::outOfMemory))
                .isInstanceOf(ModelRefused.class)
                .hasMessageStartingWith("not an ONNX file");
    }

    @Test
    void theCudaProviderIsNotTouchedWithoutADriver(@TempDir Path devices) throws Exception {
        assertThatThrownBy(() -> new CudaDriver(devices).require())
                .isInstanceOf(CudaUnavailable.class)
                .hasMessageContaining("give the container the GPU");

        Files.createFile(devices.resolve("nvidiactl"));
        new CudaDriver(devices).require();
    }

    private static SpeechEqModel outOfMemory(byte[] onnx, FeatureSpec spec, int index) throws OrtException {
        throw new OrtException("cuda:" + index + " is out of memory");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void aWindowHasTheSameBitsAloneAndInABatch(long seed) throws ModelRefused {
        Random random = new Random(seed);
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(seed).toBytes(), SPEC)) {
            assertSameBitsAloneAndTogether(model, random, "seed " + seed);
        }
    }

    @Test
    void aWindowHasTheSameBitsAloneAndInABatchOfTheShippedNetwork() throws Exception {
        Path models = Path.of(System.getProperty("speecheq.home", ".."), "models");
        Assumptions.assumeTrue(Files.isDirectory(models), "no shipped networks under " + models);
        try (var files = Files.list(models)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".onnx")).toList()) {
                try (SpeechEqModel model = SpeechEqModel.open(file, SPEC)) {
                    assertSameBitsAloneAndTogether(model, new Random(5), file.toString());
                }
            }
        }
    }

    @Test
    void manyThreadsScoreAtOnceWithTheSameBits() throws Exception {
        FrameMatrix window = randomWindow(new Random(2), 298);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(2).toBytes(), SPEC)) {
            List<WindowScore> alone = model.score(List.of(window));
            Callable<List<WindowScore>> task = () -> model.score(Collections.nCopies(50, window));
            for (Future<List<WindowScore>> scores : threads.invokeAll(Collections.nCopies(8, task))) {
                assertThat(scores.get()).containsOnly(alone.get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWindowOfNonsenseFailsAlone() throws ModelRefused {
        FrameMatrix good = randomWindow(new Random(3), 100);
        float[] nonsense = new float[100 * 80];
        nonsense[17] = Float.NaN;
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(3).toBytes(), SPEC)) {
            List<WindowScore> scores = model.score(List.of(good, FrameMatrix.copyOf(nonsense, 100, 80), good));

            assertThat(scores.get(0)).isInstanceOf(Assessment.class).isEqualTo(scores.get(2));
            assertThat(scores.get(1)).isInstanceOf(ScoringFailure.class);
        }
    }

    @Test
    void windowsThatTheNetworkCannotTakeFailAlone() throws ModelRefused {
        FrameMatrix empty = FrameMatrix.copyOf(new float[0], 0, 80);
        FrameMatrix narrow = FrameMatrix.copyOf(new float[40 * 60], 60, 40);
        try (SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(3).toBytes(), SPEC)) {
            List<WindowScore> scores = model.score(List.of(empty, narrow, randomWindow(new Random(3), 48)));

            assertThat(scores.get(0)).isInstanceOf(ScoringFailure.class);
            assertThat(scores.get(1)).isInstanceOf(ScoringFailure.class);
            assertThat(scores.get(2)).isInstanceOf(Assessment.class);
        }
    }

    @Test
    void closingTwiceDoesNothingAndScoringAfterwardsIsAnError() throws ModelRefused {
        SpeechEqModel model = SpeechEqModel.open(TinyNetwork.seeded(4).toBytes(), SPEC);

        model.close();
        model.close();

        assertThatThrownBy(() -> model.score(List.of(randomWindow(new Random(4), 10))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static void assertSameBitsAloneAndTogether(SpeechEqModel model, Random random, String which) {
        List<FrameMatrix> windows = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            windows.add(randomWindow(random, 48 + random.nextInt(251)));
        }
        List<WindowScore> together = model.score(windows);
        for (int i = 0; i < windows.size(); i++) {
            // Records of floats compare by bits.
            assertThat(model.score(List.of(windows.get(i))))
                    .as("%s, window %d of %s", which, i, windows.get(i))
                    .containsExactly(together.get(i));
            assertThat(together.get(i)).isInstanceOf(Assessment.class);
        }
    }

    static FrameMatrix randomWindow(Random random, int frames) {
        float[] values = new float[frames * 80];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (-6 + 3 * random.nextGaussian());
        }
        return FrameMatrix.copyOf(values, frames, 80);
    }

    private static Assessment assessment(WindowScore score) {
        return score.fold(assessed -> assessed, failure -> {
            throw new AssertionError(failure.reason());
        });
    }
}
