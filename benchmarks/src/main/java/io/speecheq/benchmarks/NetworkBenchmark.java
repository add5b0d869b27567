package io.speecheq.benchmarks;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.inference.model.Assessment;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.SpeechEqModel;
import io.speecheq.inference.model.WindowScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One window of 3 s, scored on one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkBenchmark {

    /** An ONNX file; empty for the newest one under {@code models/}. */
    @Param("")
    public String model = "";

    private @Nullable SpeechEqModel opened;
    private List<FrameMatrix> window = List.of();

    @Setup
    public void open() throws IOException, ModelRefused {
        FeatureSpec spec = FeatureSpec.standard();
        Path file = model.isEmpty() ? NewestModel.find() : Path.of(model);
        opened = SpeechEqModel.open(file, spec);
        window = List.of(new Fbank(spec).compute(Audio.window(spec.sampleRateHz())));
        WindowScore score = score().get(0);
        if (!(score instanceof Assessment)) {
            throw new IllegalStateException(file + " fails on the window to be measured: " + score);
        }
    }

    @Benchmark
    public List<WindowScore> score() {
        if (opened == null) {
            throw new IllegalStateException("the network is not open");
        }
        return opened.score(window);
    }

    @TearDown
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
