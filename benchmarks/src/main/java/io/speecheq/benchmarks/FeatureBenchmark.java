package io.speecheq.benchmarks;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.acoustics.features.OnlineFbank;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Log-mel features of 3 s at 16 kHz: at once, as the trainer does, and in chunks of 100 ms, as the job does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FeatureBenchmark {

    private static final int CHUNK_SAMPLES = 1_600;

    private Fbank fbank = new Fbank(FeatureSpec.standard());
    private float[] samples = new float[0];

    @Setup
    public void makeAudio() {
        samples = Audio.window(FeatureSpec.standard().sampleRateHz());
    }

    @Benchmark
    public FrameMatrix fbank() {
        return fbank.compute(samples);
    }

    @Benchmark
    public OnlineFbank onlineFbank(Blackhole frames) {
        OnlineFbank online = new OnlineFbank(FeatureSpec.standard());
        for (int from = 0; from < samples.length; from += CHUNK_SAMPLES) {
            online.accept(samples, from, from + CHUNK_SAMPLES, frames::consume);
        }
        return online;
    }
}
