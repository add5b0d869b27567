package io.speecheq.acoustics.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    private static final String RATES = """
            8000, 16000
            11025, 16000
            16000, 8000
            22050, 16000
            24000, 16000
            32000, 16000
            44100, 16000
            48000, 16000
            4000, 16000
            44056, 16000
            96000, 16000
            192000, 16000
            15999, 16000
            """;

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void tonesUpTo90PercentOfTheLowerNyquistKeepTheirLevelTimeAndPurity(int fromHz, int toHz) {
        double nyquist = Math.min(fromHz, toHz) / 2.0;
        for (double share = 0.005; share < 0.9001; share += 0.0425) {
            double hertz = Math.min(share, 0.9) * nyquist;
            float[] output = Resampler.resample(tone(hertz, fromHz, fromHz / 2), fromHz, toHz);

            Tone measured = Tone.measure(output, hertz, toHz);

            assertThat(measured.levelDecibels()).as("level at %.0f Hz", hertz).isCloseTo(0, within(0.1));
            assertThat(measured.delaySamples()).as("delay at %.0f Hz", hertz).isCloseTo(0, within(1e-3));
            assertThat(measured.restDecibels())
                    .as("images and noise at %.0f Hz", hertz)
                    .isLessThan(-70);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "16000,8000",
        "22050,16000",
        "24000,16000",
        "32000,16000",
        "44100,16000",
        "48000,16000",
        "44056,16000",
        "192000,16000"
    })
    void tonesAboveTheLowerNyquistAre70DecibelsDown(int fromHz, int toHz) {
        double lowest = toHz / 2.0;
        double step = (fromHz / 2.0 - lowest) / 24;
        for (int i = 0; i < 24; i++) {
            double hertz = lowest + i * step + 1;
            float[] output = Resampler.resample(tone(hertz, fromHz, fromHz / 2), fromHz, toHz);

            assertThat(decibels(middle(output))).as("%.0f Hz", hertz).isLessThan(-70);
        }
    }

    @Test
    void aConstantStaysThatConstant() {
        float[] constant = new float[8_000];
        Arrays.fill(constant, 0.5f);

        for (float sample : middle(Resampler.resample(constant, 8_000, 16_000))) {
            assertThat(sample).isCloseTo(0.5f, within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void outputCountIsTheCeilingOfInputTimesTheRatio(int fromHz, int toHz) {
        for (int samples : new int[] {0, 1, 2, 3, 79, 80, 81, 441, 1000, 12_345}) {
            long expected = ((long) samples * toHz + fromHz - 1) / fromHz;

            assertThat(Resampler.resample(new float[samples], fromHz, toHz)).hasSize((int) expected);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = RATES)
    void anyCuttingAndRestoringGivesTheFloatsOfTheWhole(int fromHz, int toHz) throws IOException {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            float[] samples = noise(random, 1 + random.nextInt(20_000));
            Resampler resampler = Resampler.of(fromHz, toHz);
            float[] joined = new float[0];

            for (int from = 0; from < samples.length; ) {
                int to = Math.min(samples.length, from + random.nextInt(random.nextBoolean() ? 40 : 9_000));
                joined = joined(joined, resampler.accept(samples, from, to));
                resampler = Resampler.restore(throughBytes(resampler.snapshot()));
                from = to;
            }
            joined = joined(joined, resampler.flush());

            assertThat(joined).as("seed %d", seed).isEqualTo(Resampler.resample(samples, fromHz, toHz));
        }
    }

    @Test
    void afterAFlushAnotherStreamBegins() {
        float[] samples = noise(new Random(4), 3_000);
        Resampler resampler = Resampler.of(8_000, 16_000);
        resampler.accept(noise(new Random(5), 777));
        resampler.flush();

        float[] second = joined(resampler.accept(samples), resampler.flush());

        assertThat(second).isEqualTo(Resampler.resample(samples, 8_000, 16_000));
    }

    @Test
    void equalRatesPassSamplesThrough() {
        float[] samples = noise(new Random(6), 500);

        assertThat(Resampler.resample(samples, 16_000, 16_000)).isEqualTo(samples);
    }

    @Test
    void anImpulseComesOutWhereItWas() {
        float[] impulse = new float[400];
        impulse[123] = 1;

        float[] output = Resampler.resample(impulse, 8_000, 16_000);

        int peak = 0;
        for (int i = 0; i < output.length; i++) {
            peak = output[i] > output[peak] ? i : peak;
        }
        assertThat(peak).isEqualTo(246);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -8000, 999, 800_000})
    void impossibleRatesAreRefused(int hertz) {
        assertThatThrownBy(() -> Resampler.of(hertz, 16_000)).hasMessageContaining(String.valueOf(hertz));
    }

    @Test
    void aSnapshotIsSmall() throws IOException {
        Resampler resampler = Resampler.of(8_000, 16_000);
        resampler.accept(noise(new Random(8), 8_000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        resampler.snapshot().writeTo(new DataOutputStream(bytes));

        assertThat(bytes.size()).isLessThan(500);
    }

    @Test
    void damagedSnapshotBytesAreRefused() {
        byte[] damaged = new byte[30];
        damaged[0] = 1;

        assertThatThrownBy(() -> Resampler.Snapshot.readFrom(new DataInputStream(new ByteArrayInputStream(damaged))))
                .isInstanceOf(IOException.class);
    }

    private static Resampler.Snapshot throughBytes(Resampler.Snapshot snapshot) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        snapshot.writeTo(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Resampler.Snapshot read = Resampler.Snapshot.readFrom(in);
        assertThat(read).isEqualTo(snapshot);
        assertThat(in.available()).isZero();
        return read;
    }

    private static float[] tone(double hertz, int rateHz, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / rateHz);
        }
        return samples;
    }

    private static float[] noise(Random random, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = random.nextFloat() * 2 - 1;
        }
        return samples;
    }

    /** Without the edges, where the silence around the signal is heard. */
    private static float[] middle(float[] samples) {
        return Arrays.copyOfRange(samples, samples.length / 5, samples.length - samples.length / 5);
    }

    /** Level against that of a full-scale sine. */
    private static double decibels(float[] samples) {
        double power = 0;
        for (float sample : samples) {
            power += sample * sample;
        }
        return 10 * Math.log10(2 * power / samples.length + 1e-30);
    }

    private static float[] joined(float[] head, float[] tail) {
        float[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    /** A least-squares fit of one sine: its level and delay against sin(2 pi f n / rate), and the level of all else. */
    private record Tone(double levelDecibels, double delaySamples, double restDecibels) {

        static Tone measure(float[] output, double hertz, int rateHz) {
            int first = output.length / 5;
            float[] samples = middle(output);
            double ss = 0;
            double sc = 0;
            double cc = 0;
            double xs = 0;
            double xc = 0;
            for (int i = 0; i < samples.length; i++) {
                double angle = 2 * Math.PI * hertz * (first + i) / rateHz;
                double s = Math.sin(angle);
                double c = Math.cos(angle);
                ss += s * s;
                sc += s * c;
                cc += c * c;
                xs += samples[i] * s;
                xc += samples[i] * c;
            }
            double determinant = ss * cc - sc * sc;
            double a = (xs * cc - xc * sc) / determinant;
            double b = (xc * ss - xs * sc) / determinant;
            float[] rest = new float[samples.length];
            for (int i = 0; i < samples.length; i++) {
                double angle = 2 * Math.PI * hertz * (first + i) / rateHz;
                rest[i] = (float) (samples[i] - a * Math.sin(angle) - b * Math.cos(angle));
            }
            double delay = -Math.atan2(b, a) / (2 * Math.PI * hertz) * rateHz;
            return new Tone(20 * Math.log10(Math.hypot(a, b)), delay, decibels(rest));
        }
    }
}
