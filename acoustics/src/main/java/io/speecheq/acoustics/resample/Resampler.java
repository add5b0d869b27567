package io.speecheq.acoustics.resample;

import io.speecheq.acoustics.resample.BandLimitedKernel.Ratio;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream of samples at another rate. Output sample n lies at the time n / toHz of the input, exactly; n input samples give
 * ceil(n * toHz / fromHz) output samples in all, the same floats however the input was cut. Flat within 0.1 dB to 0.9 of the
 * lower Nyquist frequency; what lies above it, and images of what lies below, are 70 dB down. Before the first and after the
 * last sample there is silence. Equal rates pass samples through untouched. Owned by one thread.
 */
public final class Resampler {

    private static final int LOWEST_RATE_HZ = 1_000;
    private static final int HIGHEST_RATE_HZ = 768_000;
    private static final int BLOCK_SAMPLES = 4_096;

    private final int fromHz;
    private final int toHz;
    /** Null where the rates are equal. */
    private final @Nullable BandLimitedKernel kernel;
    /** The inputs that outputs to come still reach, the first of which is the first that the next output reaches. */
    private final float[] input;

    private int inputSamples;
    /** How far behind its input sample the next output lies, in parts of {@code ratio.up}. */
    private int phase;

    private Resampler(int fromHz, int toHz) {
        this.fromHz = fromHz;
        this.toHz = toHz;
        if (fromHz == toHz) {
            kernel = null;
            input = new float[0];
        } else {
            int divisor = greatestCommonDivisor(fromHz, toHz);
            kernel = BandLimitedKernel.of(new Ratio(toHz / divisor, fromHz / divisor));
            input = new float[3 * kernel.reachSamples() + BLOCK_SAMPLES];
            begin(kernel);
        }
    }

    /** A stream at its beginning; throws if a rate is outside {@link #isRate}. */
    public static Resampler of(int fromHz, int toHz) {
        if (!isRate(fromHz) || !isRate(toHz)) {
            throw new IllegalArgumentException("sample rates lie within " + LOWEST_RATE_HZ + ".." + HIGHEST_RATE_HZ
                    + " Hz, not " + fromHz + " -> " + toHz);
        }
        return new Resampler(fromHz, toHz);
    }

    /** A stream that goes on where that snapshot was taken. */
    public static Resampler restore(Snapshot snapshot) {
        Resampler restored = of(snapshot.fromHz, snapshot.toHz);
        restored.resume(snapshot);
        return restored;
    }

    /** A whole clip at another rate. */
    public static float[] resample(float[] samples, int fromHz, int toHz) {
        Resampler resampler = of(fromHz, toHz);
        float[] head = resampler.accept(samples);
        float[] tail = resampler.flush();
        float[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    /** Whether a rate is one that audio has, 1 to 768 kHz. */
    public static boolean isRate(int hertz) {
        return hertz >= LOWEST_RATE_HZ && hertz <= HIGHEST_RATE_HZ;
    }

    public int fromHz() {
        return fromHz;
    }

    public int toHz() {
        return toHz;
    }

    /** Takes the next input samples; returns the output samples that can be computed now. */
    public float[] accept(float[] samples) {
        return accept(samples, 0, samples.length);
    }

    /** Takes {@code samples[from..to)}; returns the output samples that can be computed now. */
    public float[] accept(float[] samples, int from, int to) {
        Objects.checkFromToIndex(from, to, samples.length);
        if (kernel == null) {
            return Arrays.copyOfRange(samples, from, to);
        }
        float[] output = new float[outputs(kernel, inputSamples + (long) (to - from) - 2L * kernel.reachSamples() + 1)];
        int written = 0;
        for (int next = from; next < to; ) {
            int taken = Math.min(to - next, input.length - inputSamples);
            System.arraycopy(samples, next, input, inputSamples, taken);
            inputSamples += taken;
            next += taken;
            int ready = outputs(kernel, inputSamples - 2L * kernel.reachSamples() + 1);
            produce(kernel, output, written, ready);
            written += ready;
        }
        return output;
    }

    /** Ends the input; returns the last output samples, and is then at the beginning of another stream. */
    public float[] flush() {
        if (kernel == null) {
            return new float[0];
        }
        float[] output = new float[outputs(kernel, inputSamples - kernel.reachSamples() + 1L)];
        // After accept there are fewer than 2 reaches of input, so there is room for a reach of silence.
        Arrays.fill(input, inputSamples, inputSamples + kernel.reachSamples(), 0);
        inputSamples += kernel.reachSamples();
        produce(kernel, output, 0, output.length);
        begin(kernel);
        return output;
    }

    private void begin(BandLimitedKernel from) {
        inputSamples = from.reachSamples() - 1;
        Arrays.fill(input, 0, inputSamples, 0);
        phase = 0;
    }

    /** Number of outputs that lie before the next {@code inputs} input samples, counted from that of the next output. */
    private int outputs(BandLimitedKernel from, long inputs) {
        Ratio ratio = from.ratio();
        long parts = inputs * ratio.up() - phase;
        return parts <= 0 ? 0 : Math.toIntExact((parts + ratio.down() - 1) / ratio.down());
    }

    private void produce(BandLimitedKernel from, float[] output, int offset, int count) {
        Ratio ratio = from.ratio();
        int first = 0;
        for (int i = 0; i < count; i++) {
            output[offset + i] = from.apply(input, first, phase);
            int parts = phase + ratio.down();
            first += parts / ratio.up();
            phase = parts % ratio.up();
        }
        inputSamples -= first;
        System.arraycopy(input, first, input, 0, inputSamples);
    }

    public Snapshot snapshot() {
        return new Snapshot(fromHz, toHz, phase, Arrays.copyOf(input, inputSamples));
    }

    private void resume(Snapshot snapshot) {
        int most = kernel == null ? 0 : 2 * kernel.reachSamples() - 1;
        int up = kernel == null ? 1 : kernel.ratio().up();
        if (snapshot.input.length > most || snapshot.phase >= up) {
            throw new IllegalArgumentException("a snapshot of " + snapshot.input.length + " samples at phase "
                    + snapshot.phase + " is not of " + fromHz + " -> " + toHz + " Hz");
        }
        System.arraycopy(snapshot.input, 0, input, 0, snapshot.input.length);
        inputSamples = snapshot.input.length;
        phase = snapshot.phase;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** What a stream carries between two pieces: rates, phase, and the input its next outputs reach (12 ms at 8 kHz). A value. */
    public static final class Snapshot {

        private static final int FORMAT = 1;
        /** More than any ratio of rates carries; a larger count is damage, and is never allocated. */
        private static final int MOST_SAMPLES = 1 << 17;

        private final int fromHz;
        private final int toHz;
        private final int phase;
        private final float[] input;

        private Snapshot(int fromHz, int toHz, int phase, float[] input) {
            this.fromHz = fromHz;
            this.toHz = toHz;
            this.phase = phase;
            this.input = input;
        }

        /** Writes format, rates, phase, count and each sample's bits, big-endian. */
        public void writeTo(DataOutput out) throws IOException {
            out.writeByte(FORMAT);
            out.writeInt(fromHz);
            out.writeInt(toHz);
            out.writeInt(phase);
            out.writeInt(input.length);
            for (float sample : input) {
                out.writeInt(Float.floatToRawIntBits(sample));
            }
        }

        /** Reads what {@link #writeTo} wrote; throws {@link IOException} on anything else. */
        public static Snapshot readFrom(DataInput in) throws IOException {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IOException("not a resampler snapshot of format " + FORMAT + ": format " + format);
            }
            int fromHz = in.readInt();
            int toHz = in.readInt();
            int phase = in.readInt();
            int count = in.readInt();
            if (!isRate(fromHz) || !isRate(toHz) || phase < 0 || count < 0 || count > MOST_SAMPLES) {
                throw new IOException("a damaged resampler snapshot: " + fromHz + " -> " + toHz + " Hz, phase " + phase
                        + ", " + count + " samples");
            }
            float[] input = new float[count];
            for (int i = 0; i < count; i++) {
                input[i] = Float.intBitsToFloat(in.readInt());
            }
            return new Snapshot(fromHz, toHz, phase, input);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Snapshot that
                    && fromHz == that.fromHz
                    && toHz == that.toHz
                    && phase == that.phase
                    && Arrays.equals(input, that.input);
        }

        @Override
        public int hashCode() {
            return Objects.hash(fromHz, toHz, phase, Arrays.hashCode(input));
        }

        @Override
        public String toString() {
            return "Resampler.Snapshot[" + fromHz + " -> " + toHz + " Hz, " + input.length + " samples]";
        }
    }
}
