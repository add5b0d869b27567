package io.speecheq.acoustics.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechActivityTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    @Test
    void digitalSilenceIsNotSpeech() {
        assertThat(speech(Line.silent(10))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-90, -80, -70, -60})
    void noiseOfAUsualLineIsNeverSpeech(int decibels) {
        assertThat(speech(Line.silent(10).noise(decibels))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-50, -40, -30, -20})
    void loudSteadyNoiseIsKnownWithinHalfASecond(int decibels) {
        assertThat(speech(Line.silent(10).noise(decibels))).isLessThan(50);
    }

    @Test
    void noiseThatComesToStayIsKnownWithinTwoSeconds() {
        boolean[] heard = activity(Line.silent(10).noise(-75).noise(-45, 4, 10));

        assertThat(count(heard, 0, 395)).isZero();
        assertThat(count(heard, 600, heard.length)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.01, 0.3})
    void humIsNotSpeech(double amplitude) {
        assertThat(speech(Line.silent(10).noise(-75).tones(amplitude, 0, 10, 50, 100, 150, 250)))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"697,1209", "770,1336", "852,1477", "941,1633", "425,425", "350,440"})
    void keyAndCallProgressTonesAreNotSpeech(double low, double high) {
        Line line = Line.silent(6).noise(-75);
        for (double second = 0.5; second < 5; second++) {
            line.tones(0.2, second, second + 0.3, low, high);
        }

        assertThat(speech(line)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, -30, -20, -10, 0, 10})
    void aVoiceIsHeardOnQuietAndOnLoudLines(int decibels) {
        boolean[] heard = activity(
                Line.silent(9).noise(-65).voice(0.1, 2, 5).voice(0.1, 7, 8).gain(decibels));

        assertThat(count(heard, 0, 195)).as("before").isZero();
        assertThat(count(heard, 205, 495)).as("the first time").isGreaterThan(280);
        assertThat(count(heard, 525, 695)).as("the pause").isZero();
        assertThat(count(heard, 705, 795)).as("the second time").isGreaterThan(85);
        assertThat(count(heard, 825, heard.length)).as("after").isZero();
    }

    @Test
    void aCallMayBeginWithAVoice() {
        boolean[] heard = activity(Line.silent(3).noise(-65).voice(0.1, 0, 3));

        assertThat(count(heard, 0, heard.length)).isGreaterThan(heard.length - 10);
    }

    @ParameterizedTest
    @CsvSource({"-75,0.02", "-55,0.02", "-55,0.04", "-55,0.06", "-55,0.1", "-55,1.0", "-65,0.5"})
    void lostAudioDoesNotMakeSpeechOfTheNoiseAfterIt(int decibels, double seconds) {
        Line line = Line.silent(20).noise(decibels);
        for (double second = 3; second < 19; second += 1.37) {
            line.lost(second, second + seconds);
        }
        boolean[] heard = activity(line);

        assertThat(count(heard, 0, heard.length)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void snapshotAndRestoreAtAnyPointChangeNothing(long seed) throws IOException {
        Random random = new Random(seed);
        FrameMatrix features =
                features(Line.silent(6).noise(-60).voice(0.1, 1, 3).lost(3.5, 4).voice(0.05, 4.5, 5.5));
        SpeechActivity whole = new SpeechActivity(SPEC);
        SpeechActivity restored = new SpeechActivity(SPEC);
        float[] frame = new float[SPEC.bands()];

        for (int i = 0; i < features.frames(); i++) {
            features.copyFrameTo(i, frame, 0);
            if (random.nextInt(20) == 0) {
                restored = SpeechActivity.restore(SPEC, throughBytes(restored.snapshot()));
            }
            assertThat(restored.accept(frame)).as("seed %d frame %d", seed, i).isEqualTo(whole.accept(frame));
        }
        assertThat(restored.snapshot()).isEqualTo(whole.snapshot());
    }

    @Test
    void damagedSnapshotBytesAreRefused() {
        byte[] damaged = new byte[2000];
        damaged[0] = 1;
        damaged[7] = 99;

        assertThatThrownBy(
                        () -> SpeechActivity.Snapshot.readFrom(new DataInputStream(new ByteArrayInputStream(damaged))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("99");
    }

    @Test
    void otherFeaturesAreRefused() {
        FeatureSpec other = new FeatureSpec(8_000, 200, 80, 256, 40, 0, 4_000, 1e-10);

        assertThatThrownBy(() -> new SpeechActivity(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SpeechActivity.Snapshot throughBytes(SpeechActivity.Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(new DataOutputStream(bytes));
        assertThat(bytes.size()).isLessThan(850);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        SpeechActivity.Snapshot read = SpeechActivity.Snapshot.readFrom(in);
        assertThat(read).isEqualTo(snapshot);
        assertThat(in.available()).isZero();
        return read;
    }

    private static int speech(Line line) {
        boolean[] heard = activity(line);
        return count(heard, 0, heard.length);
    }

    private static int count(boolean[] heard, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += heard[i] ? 1 : 0;
        }
        return count;
    }

    private static FrameMatrix features(Line line) {
        return new Fbank(SPEC).compute(line.samples());
    }

    static boolean[] activity(Line line) {
        FrameMatrix features = features(line);
        SpeechActivity activity = new SpeechActivity(SPEC);
        boolean[] heard = new boolean[features.frames()];
        float[] frame = new float[SPEC.bands()];
        for (int i = 0; i < heard.length; i++) {
            features.copyFrameTo(i, frame, 0);
            heard[i] = activity.accept(frame);
        }
        return heard;
    }
}
