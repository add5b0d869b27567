package io.speecheq.acoustics;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.activity.SpeechActivity;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.OnlineFbank;
import io.speecheq.acoustics.resample.Resampler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** State that an earlier release wrote is read, means the same, and is written the same. */
class StateFormatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/state");

    @Test
    void onlineFbankReadsItsFirstFormat() throws IOException {
        OnlineFbank fed = new OnlineFbank(FeatureSpec.standard());
        fed.accept(sawtooth(777), 0, 777, frame -> {});

        OnlineFbank.Snapshot stored = OnlineFbank.Snapshot.readFrom(golden("online-fbank-1.bin"));

        assertThat(stored).isEqualTo(fed.snapshot());
        assertThat(bytes(stored::writeTo)).isEqualTo(Files.readAllBytes(GOLDEN.resolve("online-fbank-1.bin")));
    }

    @Test
    void resamplerReadsItsFirstFormat() throws IOException {
        Resampler fed = Resampler.of(11_025, 16_000);
        fed.accept(sawtooth(777));

        Resampler.Snapshot stored = Resampler.Snapshot.readFrom(golden("resampler-1.bin"));

        assertThat(stored).isEqualTo(fed.snapshot());
        assertThat(Resampler.restore(stored).flush()).isEqualTo(fed.flush());
        assertThat(bytes(stored::writeTo)).isEqualTo(Files.readAllBytes(GOLDEN.resolve("resampler-1.bin")));
    }

    @Test
    void speechActivityReadsItsFirstFormat() throws IOException {
        SpeechActivity fed = new SpeechActivity(FeatureSpec.standard());
        for (int i = 0; i < 333; i++) {
            fed.accept(frame(i));
        }

        SpeechActivity.Snapshot stored = SpeechActivity.Snapshot.readFrom(golden("speech-activity-1.bin"));

        assertThat(stored).isEqualTo(fed.snapshot());
        assertThat(bytes(stored::writeTo)).isEqualTo(Files.readAllBytes(GOLDEN.resolve("speech-activity-1.bin")));
    }

    private static float[] sawtooth(int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (i * 37 % 256 - 128) / 256f;
        }
        return samples;
    }

    /** A voice over noise, in eighths so that every platform computes the same. */
    private static float[] frame(int i) {
        float[] frame = new float[FeatureSpec.standard().bands()];
        boolean isVoice = i % 50 > 20;
        for (int band = 0; band < frame.length; band++) {
            frame[band] = -14 + (i * 7 + band * 5) % 16 / 8f + (isVoice ? 6 : 0);
        }
        return frame;
    }

    private static DataInputStream golden(String name) throws IOException {
        return new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(GOLDEN.resolve(name))));
    }

    private static byte[] bytes(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Writer {
        void writeTo(DataOutput out) throws IOException;
    }
}
