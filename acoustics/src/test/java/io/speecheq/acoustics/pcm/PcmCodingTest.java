package io.speecheq.acoustics.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PcmCodingTest {

    @Test
    void a16BitSampleIsItsValueOver32768() {
        byte[] bytes = {0, 0, 1, 0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, (byte) 0x80, 0x34, 0x12};

        float[] samples = PcmDecoder.decode(PcmEncoding.PCM_S16LE, bytes);

        assertThat(samples).containsExactly(0, 1 / 32768f, -1 / 32768f, 32767 / 32768f, -1, 0x1234 / 32768f);
    }

    @ParameterizedTest
    @EnumSource(PcmEncoding.class)
    void codedSamplesStayWhatTheyAre(PcmEncoding encoding) {
        byte[] bytes = new byte[2000];
        new Random(7).nextBytes(bytes);
        float[] samples = PcmDecoder.decode(encoding, bytes);

        byte[] again = PcmEncoder.encode(encoding, samples);

        assertThat(PcmDecoder.decode(encoding, again)).isEqualTo(samples);
    }

    @Test
    void aBufferIsDecodedFromItsPositionAndNotMoved() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 9, 0, 0x40, 9}, 2, 2);

        float[] samples = PcmDecoder.decode(PcmEncoding.PCM_S16LE, bytes);

        assertThat(samples).containsExactly(0.5f);
        assertThat(bytes.position()).isEqualTo(2);
    }

    @Test
    void bytesThatEndWithinASampleAreRefused() {
        assertThat(PcmEncoding.PCM_S16LE.endsOnSample(3)).isFalse();
        assertThatThrownBy(() -> PcmDecoder.decode(PcmEncoding.PCM_S16LE, new byte[3]))
                .hasMessageContaining("3 bytes");
    }

    @Test
    void loudSamplesAreClippedAndNoNumberIsSilence() {
        float[] samples = {1, 1.5f, -1, -3, Float.NaN, Float.POSITIVE_INFINITY};

        byte[] bytes = PcmEncoder.encode(PcmEncoding.PCM_S16LE, samples);

        assertThat(PcmDecoder.decode(PcmEncoding.PCM_S16LE, bytes))
                .containsExactly(32767 / 32768f, 32767 / 32768f, -1, -1, 0, 32767 / 32768f);
    }
}
