package io.speecheq.acoustics.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineFbankTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyCuttingGivesTheFramesOfTheWhole(long seed) {
        Random random = new Random(seed);
        float[] samples = noise(random, random.nextInt(20_000));
        OnlineFbank online = new OnlineFbank(SPEC);
        Frames frames = new Frames();

        for (int from = 0; from < samples.length; ) {
            int to = Math.min(samples.length, from + random.nextInt(1_200));
            online.accept(samples, from, to, frames);
            from = to;
        }

        assertThat(frames.matrix()).as("seed %d", seed).isEqualTo(new Fbank(SPEC).compute(samples));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void snapshotAndRestoreAtAnyPointChangeNothing(long seed) throws IOException {
        Random random = new Random(seed);
        float[] samples = noise(random, 8_000);
        OnlineFbank online = new OnlineFbank(SPEC);
        Frames frames = new Frames();

        for (int from = 0; from < samples.length; ) {
            int to = Math.min(samples.length, from + random.nextInt(900));
            online.accept(samples, from, to, frames);
            online = OnlineFbank.restore(SPEC, throughBytes(online.snapshot()));
            from = to;
        }

        assertThat(frames.matrix()).as("seed %d", seed).isEqualTo(new Fbank(SPEC).compute(samples));
    }

    @Test
    void aShiftByOneHopIsAShiftByOneFrame() {
        float[] samples = noise(new Random(21), 5_000);

        FrameMatrix whole = new Fbank(SPEC).compute(samples);
        FrameMatrix shifted = new Fbank(SPEC).compute(Arrays.copyOfRange(samples, SPEC.hopSamples(), samples.length));

        assertThat(shifted).isEqualTo(whole.slice(1, whole.frames()));
    }

    @Test
    void aSnapshotCarriesLessThanAFrame() {
        OnlineFbank online = new OnlineFbank(SPEC);

        online.accept(new float[399], 0, 399, frame -> {});

        assertThat(online.snapshot().carriedSamples()).isEqualTo(399);
    }

    @Test
    void aSnapshotOfLongerFramesIsRefused() {
        OnlineFbank online = new OnlineFbank(SPEC);
        online.accept(new float[399], 0, 399, frame -> {});
        FeatureSpec shorter = new FeatureSpec(8_000, 200, 80, 256, 40, 0, 4_000, 1e-10);

        assertThatThrownBy(() -> OnlineFbank.restore(shorter, online.snapshot()))
                .hasMessageContaining("399")
                .hasMessageContaining("200");
    }

    @Test
    void damagedSnapshotBytesAreRefused() {
        byte[] damaged = {1, 127, 0, 0, 0};

        assertThatThrownBy(() -> OnlineFbank.Snapshot.readFrom(new DataInputStream(new ByteArrayInputStream(damaged))))
                .isInstanceOf(IOException.class);
    }

    private static OnlineFbank.Snapshot throughBytes(OnlineFbank.Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        OnlineFbank.Snapshot read = OnlineFbank.Snapshot.readFrom(in);
        assertThat(read).isEqualTo(snapshot);
        assertThat(in.available()).isZero();
        return read;
    }

    private static float[] noise(Random random, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextFloat() * 2 - 1;
        }
        return samples;
    }

    private static final class Frames implements FrameSink {

        private float[] rowMajor = new float[0];

        @Override
        public void accept(float[] frame) {
            int values = rowMajor.length;
            rowMajor = Arrays.copyOf(rowMajor, values + frame.length);
            System.arraycopy(frame, 0, rowMajor, values, frame.length);
        }

        FrameMatrix matrix() {
            return FrameMatrix.copyOf(rowMajor, rowMajor.length / SPEC.bands(), SPEC.bands());
        }
    }
}
