package io.speecheq.acoustics.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.recording.UnsupportedAudio.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    @TempDir
    private Path folder;

    @Test
    void eightBitWavIsUnsigned() throws IOException {
        float[][] read = read(new WavBytes().coding(1, 8).samples((byte) 0, (byte) 128, (byte) 255, (byte) 192));

        assertThat(read[0]).containsExactly(-1, 0, 127 / 128f, 0.5f);
    }

    @Test
    void twentyFourBitsKeepTheirDepth() throws IOException {
        float[][] read =
                read(new WavBytes().coding(1, 24).samples(b(1, 0, 0, 0xFF, 0xFF, 0x7F, 0, 0, 0x80, 0xFF, 0xFF, 0xFF)));

        assertThat(read[0]).containsExactly(0x1p-23f, 1 - 0x1p-23f, -1, -0x1p-23f);
    }

    @Test
    void theLargestOf32BitsStaysBelowOne() throws IOException {
        float[][] read = read(new WavBytes().coding(1, 32).samples(b(0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x80)));

        assertThat(read[0]).containsExactly(Math.nextDown(1f), -1);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void floatsAreClippedAndNoNumberIsSilence(int bits) throws IOException {
        double[] values = {0.25, -0.75, 2, -2, Double.NaN};
        ByteBuffer bytes = ByteBuffer.allocate(values.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (bits == 32) {
                bytes.putFloat((float) value);
            } else {
                bytes.putDouble(value);
            }
        }

        float[][] read = read(new WavBytes().coding(3, bits).samples(bytes.array()));

        assertThat(read[0]).containsExactly(0.25f, -0.75f, Math.nextDown(1f), -1, 0);
    }

    @Test
    void muLawAndALawAreExpanded() throws IOException {
        assertThat(read(new WavBytes().coding(7, 8).rateHz(8000).samples(b(0x80, 0xFF)))[0])
                .containsExactly(32124 / 32768f, 0);
        assertThat(read(new WavBytes().coding(6, 8).rateHz(8000).samples(b(0xAA, 0xD5)))[0])
                .containsExactly(32256 / 32768f, 8 / 32768f);
    }

    @Test
    void anExtensibleHeaderNamesItsCodingInTheSubFormat() throws IOException {
        float[][] read = read(new WavBytes().coding(1, 20).extensible().samples(b(0, 0, 0x40)));

        assertThat(read[0]).containsExactly(0.5f);
    }

    @Test
    void aBigEndianWavIsRead() throws IOException {
        assertThat(read(new WavBytes().bigEndian().samples(b(0x40, 0)))[0]).containsExactly(0.5f);
    }

    @Test
    void channelsComeApart() throws IOException {
        float[][] read =
                read(new WavBytes().channels(4).samples(b(0, 16, 0, 32, 0, 48, 0, 64, 0, 80, 0, 96, 0, 112, 0, 0)));

        assertThat(read).isDeepEqualTo(new float[][] {
            {.125f, .625f}, {.25f, .75f}, {.375f, .875f}, {.5f, 0},
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 4096})
    void piecesOfAnyLengthJoinToTheWhole(int piece) throws IOException {
        byte[] samples = new byte[4 * 3001];
        new Random(3).nextBytes(samples);
        Path file = write(new WavBytes().channels(2).samples(samples).build());
        float[][] joined = new float[2][3001];

        try (Recording recording = Recording.open(file)) {
            float[][] part = new float[2][piece];
            int filled = 0;
            for (int read = recording.read(part); read >= 0; read = recording.read(part)) {
                System.arraycopy(part[0], 0, joined[0], filled, read);
                System.arraycopy(part[1], 0, joined[1], filled, read);
                filled += read;
            }
            assertThat(filled).isEqualTo(3001);
            assertThat(recording.framesRead()).isEqualTo(3001);
        }

        assertThat(joined).isDeepEqualTo(read(new WavBytes().channels(2).samples(samples)));
    }

    @Test
    void whatFollowsTheSamplesIsNotAudio() throws IOException {
        WavBytes wav = new WavBytes().samples(b(0, 64, 0, 64)).trailer("LIST", new byte[100]);

        assertThat(read(wav)[0]).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0xFFFFFFFF,0xFFFFFFFF", "0,0", "0x7FFFFFFF,0x7FFFFFDB", "0xFFFFFFFF,0"})
    void aStreamedWavIsReadToItsEndWithoutComplaint(String riffBytes, String dataBytes) throws IOException {
        WavBytes wav = new WavBytes().samples(new byte[3200]).claiming(Long.decode(riffBytes), Long.decode(dataBytes));

        try (Recording recording = Recording.open(write(wav.build()))) {
            assertThat(recording.frames()).hasValue(1600);
            assertThat(recording.readAll()[0]).hasSize(1600);
            assertThat(recording.truncation()).isEmpty();
        }
    }

    @Test
    void tenHoursOfHeaderGiveWhatIsThereAndSaySo() throws IOException {
        WavBytes wav = new WavBytes().samples(new byte[3201]).claiming(1_152_000_036, 1_152_000_000);

        try (Recording recording = Recording.open(write(wav.build()))) {
            assertThat(recording.truncation())
                    .hasValueSatisfying(line ->
                            assertThat(line).endsWith("is cut short: its header promises 36000.0 s, it holds 0.1 s"));
            assertThat(recording.frames()).hasValue(1601);
            assertThat(recording.readAll()[0]).hasSize(1601);
        }
    }

    @Test
    void oneSampleIsARecording() throws IOException {
        assertThat(read(new WavBytes().samples(b(0, 64)))[0]).containsExactly(0.5f);
    }

    @Test
    void aWavWithoutSamplesEndsAtOnce() throws IOException {
        try (Recording recording = Recording.open(write(new WavBytes().build()))) {
            assertThat(recording.frames()).hasValue(0);
            assertThat(recording.read(new float[1][10])).isEqualTo(-1);
            assertThat(recording.truncation()).isEmpty();
        }
    }

    @Test
    void everyCutOfAHeaderIsOneClearLine() throws IOException {
        byte[] whole = new WavBytes().extensible().samples(new byte[8]).build();
        for (int length = 1; length < whole.length - 8; length++) {
            Path file = write(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Recording.open(file))
                    .as("%d bytes", length)
                    .isInstanceOf(UnsupportedAudio.class)
                    .hasMessageStartingWith(file.toString())
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void damagedBytesNeverGiveAnythingButAnIoException() throws IOException {
        byte[] whole = new WavBytes().channels(2).samples(new byte[400]).build();
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] damaged = whole.clone();
            for (int i = 0; i < 4; i++) {
                damaged[4 + random.nextInt(40)] = (byte) random.nextInt();
            }
            try (Recording recording = Recording.open(write(damaged))) {
                assertThat(recording.readAll()).as("seed %d", seed).hasNumberOfRows(recording.channels());
            } catch (IOException e) {
                assertThat(e).as("seed %d", seed).message().isNotBlank().doesNotContain("\n");
            }
        }
    }

    @Test
    void anEmptyFileIsCalledEmpty() throws IOException {
        Path file = write();

        assertThatThrownBy(() -> Recording.open(file))
                .hasMessage(file + " is empty")
                .extracting(e -> ((UnsupportedAudio) e).reason())
                .isEqualTo(Reason.EMPTY);
    }

    @Test
    void aTextIsNotARecording() throws IOException {
        Path file = write("Dear customer, thank you for your call.".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> Recording.open(file))
                .hasMessage(file + " is not a WAV, FLAC, AIFF or AU recording")
                .extracting(e -> ((UnsupportedAudio) e).reason())
                .isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void aCompressedWavIsOfAnUnknownFormatAndNotDamaged() throws IOException {
        Path file = write(new WavBytes().coding(0x55, 0).samples(new byte[40]).build());

        assertThatThrownBy(() -> Recording.open(file))
                .extracting(e -> ((UnsupportedAudio) e).reason())
                .isEqualTo(Reason.UNKNOWN_FORMAT);
    }

    @Test
    void aMissingFileAndAFolderAreToldApart() {
        assertThatThrownBy(() -> Recording.open(folder.resolve("none.wav")))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> Recording.open(folder)).hasMessageContaining("is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIFF", "AU"})
    void thePlatformsOtherFormatsAreRead(String name) throws IOException {
        AudioFileFormat.Type type = name.equals("AU") ? AudioFileFormat.Type.AU : AudioFileFormat.Type.AIFF;
        Path file = folder.resolve("tone." + type.getExtension());
        AudioFormat format = new AudioFormat(22_050, 16, 2, true, true);
        AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(b(0x40, 0, 0xC0, 0, 0x20, 0, 0xE0, 0)), format, 2);
        AudioSystem.write(in, type, file.toFile());

        try (Recording recording = Recording.open(file)) {
            assertThat(recording.sampleRateHz()).isEqualTo(22_050);
            assertThat(recording.readAll()).isDeepEqualTo(new float[][] {{0.5f, 0.25f}, {-0.5f, -0.25f}});
            assertThat(recording.truncation()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"8,1", "16,1", "16,2", "24,2"})
    void flacIsReadAtItsOwnDepth(int bits, int channels) throws IOException {
        Path file = Path.of("src/test/resources/golden/flac/tone-" + bits + "-bit-" + channels + "-channels.flac");

        try (Recording recording = Recording.open(file)) {
            assertThat(recording.channels()).isEqualTo(channels);
            assertThat(recording.frames()).hasValue(4_000);
            float[][] read = recording.readAll();
            double step = Math.pow(2, 1 - bits);
            for (int channel = 0; channel < channels; channel++) {
                assertThat(read[channel]).hasSize(4_000);
                for (int i = 0; i < 4_000; i++) {
                    double tone = 0.5 * Math.sin(2 * Math.PI * 500 * (channel + 1) * i / 16_000);
                    assertThat((double) read[channel][i]).isCloseTo(tone, within(step));
                }
            }
            assertThat(recording.truncation()).isEmpty();
        }
    }

    @Test
    void aCutFlacGivesWhatIsThereAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("src/test/resources/golden/flac/tone-16-bit-2-channels.flac"));

        try (Recording recording = Recording.open(write(Arrays.copyOf(whole, whole.length / 2)))) {
            assertThat(recording.readAll()[0].length).isLessThan(4_000);
            assertThat(recording.truncation()).isPresent();
        }
    }

    private float[][] read(WavBytes wav) throws IOException {
        try (Recording recording = Recording.open(write(wav.build()))) {
            float[][] all = recording.readAll();
            assertThat(recording.frames()).hasValue(all[0].length);
            return all;
        }
    }

    private Path write(byte... bytes) throws IOException {
        return Files.write(folder.resolve("a file.wav"), bytes);
    }

    private static byte[] b(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
