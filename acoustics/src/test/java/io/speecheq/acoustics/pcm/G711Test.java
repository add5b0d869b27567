package io.speecheq.acoustics.pcm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class G711Test {

    @Test
    void muLawDecodesToTheValuesOfTheRecommendation() {
        // G.711 table 2a: y = 0, 2, 4 .. 30 in the first segment; then 16 steps a segment, each twice as wide; 14 bits.
        int[] magnitudes = new int[128];
        int value = 0;
        int step = 2;
        for (int i = 0; i < 128; i++) {
            magnitudes[i] = value;
            value += i % 16 == 15 ? step + step / 2 : step;
            step = i % 16 == 15 ? step * 2 : step;
        }
        assertThat(magnitudes[127]).isEqualTo(8031);

        for (int i = 0; i < 128; i++) {
            assertThat(G711.decodeMu((byte) (0xFF - i))).isEqualTo((short) (4 * magnitudes[i]));
            assertThat(G711.decodeMu((byte) (0x7F - i))).isEqualTo((short) (-4 * magnitudes[i]));
        }
    }

    @Test
    void aLawDecodesToTheValuesOfTheRecommendation() {
        // G.711 table 1a: decision values step by 2 up to 64, then double their step every 16; outputs lie half-way; 13
        // bits.
        int decision = 0;
        int step = 2;
        for (int i = 0; i < 128; i++) {
            if (i >= 32 && i % 16 == 0) {
                step *= 2;
            }
            int output = decision + step / 2;
            assertThat(G711.decodeA((byte) ((0x80 | i) ^ 0x55))).isEqualTo((short) (8 * output));
            assertThat(G711.decodeA((byte) (i ^ 0x55))).isEqualTo((short) (-8 * output));
            decision += step;
        }
        assertThat(decision).isEqualTo(4096);
    }

    @Test
    void muLawDecodesAsThePlatformDoes() throws IOException {
        assertThat(decoded(b -> G711.decodeMu((byte) b))).isEqualTo(decodedByThePlatform(AudioFormat.Encoding.ULAW));
    }

    @Test
    void aLawDecodesAsThePlatformDoes() throws IOException {
        assertThat(decoded(b -> G711.decodeA((byte) b))).isEqualTo(decodedByThePlatform(AudioFormat.Encoding.ALAW));
    }

    @Test
    void everySampleIsCodedByTheRecommendationsDecisionValues() {
        // Table 2a: 1, 3 .. 31, 35 .. 95, 103 .. 223 and so on to 8159. Table 1a: 2, 4 .. 64, 68 .. 128 and so on to
        // 4096.
        int[] mu = decisions(1, 15);
        int[] a = decisions(2, 31);
        assertThat(mu).contains(31, 95, 223, 479, 991, 2015, 4063).endsWith(7903);
        assertThat(a).contains(64, 128, 256, 512, 1024, 2048).endsWith(3968);
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int sign = sample < 0 ? 0 : 0x80;
            byte byMu = (byte) ((sign == 0 ? 0x7F : 0xFF) - interval(mu, sample, 4));
            byte byA = (byte) ((sign | interval(a, sample, 8)) ^ 0x55);
            assertThat(G711.encodeMu((short) sample)).as("mu-law of %d", sample).isEqualTo(byMu);
            assertThat(G711.encodeA((short) sample)).as("A-law of %d", sample).isEqualTo(byA);
        }
    }

    @Test
    void everyCodeComesBackButNegativeZero() {
        for (int code = 0; code < 256; code++) {
            byte expected = code == 0x7F ? (byte) 0xFF : (byte) code;
            assertThat(G711.encodeMu(G711.decodeMu((byte) code))).isEqualTo(expected);
            assertThat(G711.encodeA(G711.decodeA((byte) code))).isEqualTo((byte) code);
        }
    }

    /** 127 decision values, the first given; steps of 2, doubled after so many steps and then after every 16. */
    private static int[] decisions(int first, int stepsOfTwo) {
        int[] values = new int[127];
        int step = 2;
        values[0] = first;
        for (int i = 1; i < values.length; i++) {
            if (i > stepsOfTwo && (i - stepsOfTwo) % 16 == 1) {
                step *= 2;
            }
            values[i] = values[i - 1] + step;
        }
        return values;
    }

    /** Number of decision values at or below a positive sample, or strictly within a negative one. */
    private static int interval(int[] decisions, int sample, int scale) {
        int count = 0;
        for (int decision : decisions) {
            count += (sample >= 0 ? sample >= decision * scale : -sample > decision * scale) ? 1 : 0;
        }
        return count;
    }

    private static int[] decoded(IntUnaryOperator decode) {
        int[] values = new int[256];
        Arrays.setAll(values, decode);
        return values;
    }

    private static int[] decodedByThePlatform(AudioFormat.Encoding encoding) throws IOException {
        byte[] codes = new byte[256];
        for (int code = 0; code < 256; code++) {
            codes[code] = (byte) code;
        }
        AudioFormat coded = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
        AudioFormat pcm = new AudioFormat(AudioFormat.Encoding.PCM_SIGNED, 8000, 16, 1, 2, 8000, true);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(
                pcm, new AudioInputStream(new ByteArrayInputStream(codes), coded, 256))) {
            byte[] bytes = in.readAllBytes();
            return decoded(i -> (bytes[2 * i] << 8) | (bytes[2 * i + 1] & 0xFF));
        }
    }
}
