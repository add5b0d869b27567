package io.speecheq.acoustics.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Log-mel features of a stream: samples in, in pieces of any length, and every frame out as soon as its last sample is
 * there. The frames are those of {@link Fbank} over the joined pieces, bit for bit. Owned by one thread.
 */
public final class OnlineFbank {

    private final FeatureSpec spec;
    private final FrameFunction function;
    private final float[] frame;
    /** The samples of the frame being filled; the first {@code carriedSamples} of them are there. */
    private final float[] carried;

    private int carriedSamples;

    public OnlineFbank(FeatureSpec spec) {
        this.spec = spec;
        this.function = new FrameFunction(spec);
        this.frame = new float[spec.bands()];
        this.carried = new float[spec.frameSamples()];
    }

    /** A stream that goes on where that snapshot was taken; throws if the snapshot is longer than a frame of that definition. */
    public static OnlineFbank restore(FeatureSpec spec, Snapshot snapshot) {
        if (snapshot.carried.length >= spec.frameSamples()) {
            throw new IllegalArgumentException("a snapshot of " + snapshot.carried.length
                    + " carried samples is not of frames of " + spec.frameSamples() + " samples");
        }
        OnlineFbank restored = new OnlineFbank(spec);
        System.arraycopy(snapshot.carried, 0, restored.carried, 0, snapshot.carried.length);
        restored.carriedSamples = snapshot.carried.length;
        return restored;
    }

    public FeatureSpec spec() {
        return spec;
    }

    /** Takes {@code samples[from..to)}, mono at the definition's rate and in [-1, 1), and hands every frame they complete on. */
    public void accept(float[] samples, int from, int to, FrameSink sink) {
        Objects.checkFromToIndex(from, to, samples.length);
        int next = from;
        while (next < to) {
            int taken = Math.min(to - next, carried.length - carriedSamples);
            System.arraycopy(samples, next, carried, carriedSamples, taken);
            carriedSamples += taken;
            next += taken;
            if (carriedSamples == carried.length) {
                function.compute(carried, 0, frame, 0);
                carriedSamples -= spec.hopSamples();
                System.arraycopy(carried, spec.hopSamples(), carried, 0, carriedSamples);
                sink.accept(frame);
            }
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(Arrays.copyOf(carried, carriedSamples));
    }

    /** What a stream carries between two pieces: the samples of its unfinished frame, fewer than a frame has. A value. */
    public static final class Snapshot {

        private static final int FORMAT = 1;
        /** Far above any frame; a larger count is damage, and is never allocated. */
        private static final int MOST_SAMPLES = 1 << 16;

        private final float[] carried;

        private Snapshot(float[] carried) {
            this.carried = carried;
        }

        /** Writes format, count and each sample's bits, big-endian. */
        public void writeTo(DataOutput out) throws IOException {
            out.writeByte(FORMAT);
            out.writeInt(carried.length);
            for (float sample : carried) {
                out.writeInt(Float.floatToRawIntBits(sample));
            }
        }

        /** Reads what {@link #writeTo} wrote; throws {@link IOException} on anything else. */
        public static Snapshot readFrom(DataInput in) throws IOException {
            int format = in.readUnsignedByte();
            int count = format == FORMAT ? in.readInt() : -1;
            if (count < 0 || count > MOST_SAMPLES) {
                throw new IOException("not a feature snapshot of format " + FORMAT + ": format " + format + ", " + count
                        + " samples");
            }
            float[] carried = new float[count];
            for (int i = 0; i < count; i++) {
                carried[i] = Float.intBitsToFloat(in.readInt());
            }
            return new Snapshot(carried);
        }

        public int carriedSamples() {
            return carried.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Snapshot that && Arrays.equals(carried, that.carried);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(carried);
        }

        @Override
        public String toString() {
            return "OnlineFbank.Snapshot[" + carried.length + " samples]";
        }
    }
}
