package io.speecheq.benchmarks;

import io.speecheq.acoustics.resample.Resampler;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** 3 s of audio brought to 16 kHz, the making of the filter included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResamplerBenchmark {

    private static final int TO_HZ = 16_000;

    @Param({"8000", "44100", "48000"})
    public int fromHz;

    private float[] samples = new float[0];

    @Setup
    public void makeAudio() {
        samples = Audio.window(fromHz);
    }

    @Benchmark
    public float[] resample() {
        return Resampler.resample(samples, fromHz, TO_HZ);
    }
}
