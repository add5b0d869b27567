package io.speecheq.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    @TempDir
    Path folder;

    static Stream<Arguments> everyWav() {
        List<Arguments> kinds = new ArrayList<>();
        for (int rateHz : new int[] {8_000, 11_025, 16_000, 22_050, 44_100, 48_000}) {
            for (int bits : new int[] {8, 16, 24, 32}) {
                for (int channels = 1; channels <= 4; channels++) {
                    kinds.add(Arguments.of(rateHz, bits, channels));
                }
            }
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("everyWav")
    void aWavGivesItsSamplesExactly(int rateHz, int bits, int channels) throws IOException {
        Random random = new Random(rateHz + 31L * bits + channels);
        float[][] samples = new float[channels][];
        for (int channel = 0; channel < channels; channel++) {
            samples[channel] = WavBytes.noise(rateHz / 5 + 7, Math.min(bits, 16), random);
        }
        Path file =
                write("call.wav", WavBytes.of(samples).rate(rateHz).bits(bits).build());
        try (AudioFile audio = AudioFile.open(file)) {
            assertThat(audio.sampleRateHz()).isEqualTo(rateHz);
            assertThat(audio.frames()).hasValue(samples[0].length);
            assertThat(Samples.readAll(audio, 1 + random.nextInt(rateHz))).isDeepEqualTo(samples);
            assertThat(audio.warning()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "libmp3lame, mp3, 8000, 8000", "libmp3lame, mp3, 11025, 11025", "libmp3lame, mp3, 44100, 44100",
        "aac, m4a, 16000, 16000", "aac, m4a, 48000, 48000", "alac, m4a, 44100, 44100",
        "libopus, opus, 48000, 48000", "libopus, ogg, 16000, 48000", "libopus, webm, 48000, 48000",
        "wmav2, wma, 22050, 22050", "adpcm_ima_wav, wav, 22050, 22050", "pcm_s16be, aiff, 22050, 22050",
        "pcm_mulaw, au, 8000, 8000", "adpcm_ms, wav, 8000, 8000"
    })
    void everyOtherFormatIsDecodedAtItsOwnRate(String codec, String ending, int encodedHz, int decodedHz)
            throws Exception {
        Path file = folder.resolve("call." + ending);
        Encoder.encode(Samples.sines(encodedHz, 2, 440, 1_000), encodedHz, codec, file);
        try (AudioFile audio = AudioFile.open(file)) {
            assertThat(audio.sampleRateHz()).isEqualTo(decodedHz);
            float[][] samples = Samples.readAll(audio, 4_000);
            assertThat(samples.length).isEqualTo(2);
            assertThat((double) samples[0].length / decodedHz).isCloseTo(2, within(0.15));
            assertThat(Samples.frequency(samples[0], decodedHz)).isCloseTo(440, within(5.0));
            assertThat(Samples.frequency(samples[1], decodedHz)).isCloseTo(1000, within(5.0));
            assertThat(audio.frames().orElseThrow() / (double) decodedHz).isCloseTo(2, within(0.15));
            assertThat(audio.warning()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, aac, m4a", "4, aac, m4a", "1, libopus, opus", "4, libopus, opus", "1, libmp3lame, mp3"})
    void everyNumberOfChannelsIsKept(int channels, String codec, String ending) throws Exception {
        Path file = folder.resolve("call." + ending);
        double[] hertz = Arrays.copyOf(new double[] {500, 700, 900, 1100}, channels);
        Encoder.encode(Samples.sines(48_000, 1, hertz), 48_000, codec, file);
        try (AudioFile audio = AudioFile.open(file)) {
            float[][] samples = Samples.readAll(audio, 4_800);
            assertThat(samples.length).isEqualTo(channels);
            for (int channel = 0; channel < channels; channel++) {
                assertThat(Samples.frequency(samples[channel], 48_000)).isCloseTo(500 + 200.0 * channel, within(5.0));
            }
        }
    }

    @Test
    void aLosslessTrackInAnotherContainerGivesItsSamplesExactly() throws Exception {
        float[] samples = WavBytes.noise(20_000, 16, new Random(5));
        Path other = folder.resolve("call.mka");
        Encoder.encode(new float[][] {samples}, 16_000, "flac", other);
        try (AudioFile audio = AudioFile.open(other)) {
            assertThat(Samples.readAll(audio, 999)).isDeepEqualTo(new float[][] {samples});
        }
    }

    @Test
    void aRecordedFlacGivesWhatFfmpegDecodes() throws Exception {
        Path file =
                Path.of(System.getProperty("speecheq.shared", "absent"), "data/telephone/mcgill/M1F1-int16-AFsp.flac");
        Assumptions.assumeTrue(Files.exists(file), "the shared recordings are absent");
        try (AudioFile audio = AudioFile.open(file);
                RecordingSource reference = LibraryRecording.open(file)) {
            assertThat(audio.sampleRateHz()).isEqualTo(reference.sampleRateHz());
            assertThat(Samples.readAll(audio, 800)).isDeepEqualTo(Samples.readAll(reference, 801));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-i.mp3", "a b's \"c\".mp3", "http:x.mp3", "100%d.mp3", "concat:a|b.mp3", "Gespräch 電話.mp3"})
    void aFilesNameIsNeverAnOptionOrAnAddress(String name) throws Exception {
        Path plain = folder.resolve("plain.mp3");
        Encoder.encode(Samples.sines(16_000, 1, 440), 16_000, "", plain);
        Path file = Files.copy(plain, folder.resolve(name));
        try (AudioFile audio = AudioFile.open(file)) {
            assertThat(Samples.readAll(audio, 1_600)[0]).hasSizeBetween(16_000, 18_000);
        }
    }

    @Test
    void anEncodersDelayIsLeftOut() throws Exception {
        float[][] samples = new float[1][44_100];
        for (int i = 0; i < 44_100; i++) {
            double seconds = i / 44_100.0;
            samples[0][i] = (float) (0.5 * Math.sin(2 * Math.PI * (200 + 900 * seconds) * seconds));
        }
        for (String ending : List.of("mp3", "m4a")) {
            Path file = folder.resolve("call." + ending);
            Encoder.encode(samples, 44_100, "", file);
            try (AudioFile audio = AudioFile.open(file)) {
                float[] decoded = Samples.readAll(audio, 1_000)[0];
                double error = 0;
                for (int i = 0; i < samples[0].length; i++) {
                    error += Math.abs(decoded[i] - samples[0][i]) / samples[0].length;
                }
                assertThat(error).as(ending).isLessThan(0.03);
            }
        }
    }

    @Test
    void whatFollowsAtAnotherRateIsBroughtToTheRateOfTheBeginning() throws Exception {
        Path first = folder.resolve("first.aac");
        Path second = folder.resolve("second.aac");
        Encoder.encode(Samples.sines(44_100, 2, 440, 440), 44_100, "", first);
        Encoder.encode(Samples.sines(22_050, 2, 440), 22_050, "", second);
        byte[] both = Arrays.copyOf(Files.readAllBytes(first), (int) (Files.size(first) + Files.size(second)));
        System.arraycopy(Files.readAllBytes(second), 0, both, (int) Files.size(first), (int) Files.size(second));
        try (AudioFile audio = AudioFile.open(write("both.aac", both))) {
            assertThat(audio.sampleRateHz()).isEqualTo(44_100);
            float[][] samples = Samples.readAll(audio, 1_000);
            assertThat(samples.length).isEqualTo(2);
            assertThat(samples[0].length / 44_100.0).isCloseTo(4, within(0.2));
            float[] end = Arrays.copyOfRange(samples[1], 3 * 44_100, samples[1].length);
            assertThat(Samples.frequency(end, 44_100)).isCloseTo(440, within(5.0));
            assertThat(audio.warning()).isEmpty();
        }
    }

    @Test
    void anyCuttingOfTheReadingGivesTheSameSamples() throws Exception {
        Path file = folder.resolve("call.mp3");
        Encoder.encode(Samples.sines(8_000, 2, 440, 700), 8_000, "", file);
        try (AudioFile whole = AudioFile.open(file)) {
            float[][] expected = Samples.readAll(whole, 100_000);
            for (int piece : new int[] {1, 7, 575, 576, 577, 5_000}) {
                try (AudioFile audio = AudioFile.open(file)) {
                    assertThat(Samples.readAll(audio, piece)).isDeepEqualTo(expected);
                }
            }
        }
    }

    @Test
    void aCallThatIsNotReadToItsEndLeavesNothingOpen() throws Exception {
        Assumptions.assumeTrue(Files.exists(OPEN_FILES), "only Linux tells its open files");
        Path file = folder.resolve("long.mp3");
        Encoder.encode(Samples.sines(8_000, 60, 440), 8_000, "", file);
        AudioFile audio = AudioFile.open(file);
        assertThat(openFiles()).contains(file.toRealPath());
        audio.close();
        audio.close();
        assertThat(openFiles()).doesNotContain(file.toRealPath());
    }

    @Test
    void nothingThatNeedsASoundOrAWindowSystemIsLoaded() throws Exception {
        Path loaded = Path.of("/proc/self/maps");
        Assumptions.assumeTrue(Files.exists(loaded), "only Linux tells what is loaded");
        Path file = folder.resolve("call.mp3");
        Encoder.encode(Samples.sines(8_000, 1, 440), 8_000, "", file);
        AudioFile.open(file).close();
        assertThat(Files.readString(loaded))
                .contains("libavformat")
                .doesNotContain("libavdevice", "libpulse", "libasound", "libxcb");
    }

    @Test
    void whereTheLibraryDoesNotLoadAnInstalledProgramDecodes() throws Exception {
        Path file = folder.resolve("call.mka");
        float[][] samples = {WavBytes.noise(20_000, 16, new Random(6))};
        Encoder.encode(samples, 16_000, "flac", file);
        assumeAProgramIsInstalled();
        try (RecordingSource program = AudioFile.decode(file, Optional.of("no build for plan9"))) {
            assertThat(program).isInstanceOf(ProgramRecording.class);
            assertThat(program.sampleRateHz()).isEqualTo(16_000);
            assertThat(program.frames()).hasValue(20_000);
            assertThat(Samples.readAll(program, 999)).isDeepEqualTo(samples);
            assertThat(program.warning()).isEmpty();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void theProgramTellsOfDamageLikeTheLibrary() throws Exception {
        assumeAProgramIsInstalled();
        Optional<String> problem = Optional.of("no build for plan9");
        Path text = write("notes.mp3", "Dear customer\n".repeat(50).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> AudioFile.decode(text, problem))
                .isInstanceOf(UnreadableRecording.class)
                .hasMessageContaining("; convert it to WAV");
        try (RecordingSource program = AudioFile.decode(cut("call.mp3"), problem)) {
            assertThat(Samples.readAll(program, 800)[0]).isNotEmpty();
            assertThat(program.warning().orElseThrow()).contains("is cut short", "10.0 s");
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    private static void assumeAProgramIsInstalled() {
        try {
            FfmpegProgram.installed().checkStarts("");
        } catch (IOException e) {
            Assumptions.abort("no ffmpeg program is installed");
        }
    }

    private static List<Path> openFiles() throws IOException {
        try (Stream<Path> links = Files.list(OPEN_FILES)) {
            return links.filter(Files::isSymbolicLink)
                    .map(AudioFileTest::target)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException e) {
            // Closed since it was listed.
            return Optional.empty();
        }
    }

    @Test
    void aMissingFileIsRefused() {
        refused(folder.resolve("absent.wav"), "no such file; check the path");
    }

    @Test
    void aFolderIsRefused() {
        refused(folder, "is a folder");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        refused(write("empty.wav", new byte[0]), "is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "notes.wav", "notes.mp3"})
    void aTextIsRefused(String name) throws IOException {
        refused(
                write(
                        name,
                        "Dear customer, your call is important to us.\n"
                                .repeat(50)
                                .getBytes(StandardCharsets.UTF_8)),
                "is not audio");
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            byte[] bytes = new byte[20_000];
            new Random(seed).nextBytes(bytes);
            bytes[0] = 0;
            refused(write("random" + seed + ".mp3", bytes), "; ");
        }
    }

    @Test
    void anImageIsRefused() throws Exception {
        Path image = folder.resolve("cover.mp4");
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        OutputContainer.writePicture(jpeg.toByteArray(), 64, 64, image);
        refused(image, "has no audio track");
    }

    @Test
    void aPlaylistIsRefusedAndWhatItNamesIsNotRead() throws Exception {
        Path song = folder.resolve("song.ts");
        Encoder.encode(Samples.sines(44_100, 1, 440), 44_100, "aac", song);
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + song.getFileName() + "\n#EXT-X-ENDLIST\n";
        refused(write("list.m3u8", list.getBytes(StandardCharsets.UTF_8)), "; ");
        refused(write("list.ffconcat", "ffconcat version 1.0\nfile song.ts\n".getBytes(StandardCharsets.UTF_8)), "; ");
    }

    @Test
    void oneSampleIsRefused() throws IOException {
        refused(write("one.wav", WavBytes.of(new float[1]).build()), "holds only 1 sample (0.13 ms)");
    }

    @Test
    void twentyFiveMillisecondsAreUsedAndASampleLessIsRefused() throws IOException {
        try (AudioFile audio =
                AudioFile.open(write("least.wav", WavBytes.of(new float[200]).build()))) {
            assertThat(Samples.readAll(audio, 64)[0]).hasSize(200);
        }
        refused(write("less.wav", WavBytes.of(new float[199]).build()), "holds only 199 samples");
    }

    @Test
    void aHeaderOfTenHoursWithoutAudioIsRefused() throws IOException {
        refused(
                write(
                        "header.wav",
                        WavBytes.of(new float[0]).promising(576_000_000).build()),
                "holds no audio");
    }

    @Test
    void aHeaderOfTenHoursOverASecondOfAudioGivesTheSecondAndAWarning() throws IOException {
        Path file = write(
                "short.wav",
                WavBytes.of(new float[8_000]).promising(576_000_000).build());
        try (AudioFile audio = AudioFile.open(file)) {
            assertThat(Samples.readAll(audio, 800)[0]).hasSize(8_000);
            assertThat(audio.warning().orElseThrow())
                    .startsWith(file.toString())
                    .contains("36000.0 s", "1.0 s");
        }
    }

    @Test
    void aWavCutWithinItsHeaderIsRefused() throws IOException {
        byte[] whole = WavBytes.of(new float[8_000]).build();
        for (int length = 5; length < 44; length++) {
            refused(write("cut" + length + ".wav", Arrays.copyOf(whole, length)), "; ");
        }
    }

    @Test
    void anM4aWithoutItsIndexIsRefused() throws Exception {
        refused(cut("call.m4a"), "is cut off before its index");
    }

    @ParameterizedTest
    @CsvSource({"call.m4a, +faststart", "call.mp3, "})
    void aCutRecordingWithItsIndexIsUsedWithAWarning(String name, @Nullable String flags) throws Exception {
        Path file = flags == null ? cut(name) : cut(name, "movflags", flags);
        try (AudioFile audio = AudioFile.open(file)) {
            assertThat((double) Samples.readAll(audio, 800)[0].length / audio.sampleRateHz())
                    .isCloseTo(5, within(0.5));
            assertThat(audio.warning().orElseThrow())
                    .contains("is cut short", "10.0 s")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aFlacCutInTheMiddleIsUsedWithAWarning() throws Exception {
        Path file = cut("call.flac");
        try (AudioFile audio = AudioFile.open(file)) {
            assertThat((double) Samples.readAll(audio, 800)[0].length / audio.sampleRateHz())
                    .isBetween(1.0, 9.0);
            assertThat(audio.warning()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 3_999, 192_001, 384_000})
    void aRateThatNoCallHasIsRefused(int rateHz) throws IOException {
        refused(
                write("rate.wav", WavBytes.of(new float[rateHz]).rate(rateHz).build()),
                "has a sample rate of " + rateHz);
    }

    @Test
    void aNameWithALineBreakStillGivesOneLine() throws IOException {
        Path file = write("a\nb.wav", new byte[0]);
        assertThatThrownBy(() -> AudioFile.open(file))
                .hasMessageContaining("a b.wav")
                .hasMessageNotContaining("\n");
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    /** The first half of ten seconds. */
    private Path cut(String name, String... options) throws Exception {
        Path whole = folder.resolve("whole-" + name);
        Encoder.encode(Samples.sines(44_100, 10, 440), 44_100, "", whole, options);
        byte[] bytes = Files.readAllBytes(whole);
        return write(name, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void refused(Path file, String problem) {
        ThrowingCallable open = () -> AudioFile.open(file).close();
        assertThatThrownBy(open)
                .isInstanceOf(UnreadableRecording.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("\n");
        assertThat(ProcessHandle.current().children()).isEmpty();
    }
}
