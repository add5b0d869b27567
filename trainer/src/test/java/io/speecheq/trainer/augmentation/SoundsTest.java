package io.speecheq.trainer.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.features.Tones;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundsTest {
    @TempDir
    private Path folder;

    /** A WAV file of 16 bits whose frames are those samples, channel by channel. */
    private void write(String name, int rateHz, int channels, int... samples) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int sample : samples) {
            bytes.putShort((short) sample);
        }
        AudioFormat format = new AudioFormat(rateHz, 16, channels, true, false);
        long frames = samples.length / channels;
        try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, frames)) {
            AudioSystem.write(
                    in, AudioFileFormat.Type.WAVE, folder.resolve(name).toFile());
        }
    }

    @Test
    void aMissingFolderIsNamedInOneLine() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Sounds.noises(missing))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFolderWithoutAudioIsNamedInOneLine() {
        assertThatThrownBy(() -> Sounds.impulses(folder))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageNotContaining("\n");
    }

    @Test
    void whereEverythingIsSilentThereIsNothingToHear() throws Exception {
        write("silent.wav", 16000, 1, new int[800]);
        assertThatThrownBy(() -> Sounds.noises(folder))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("silent");
    }

    @Test
    void moreThanMemoryHasRoomForIsRefused() throws Exception {
        Tones.write(folder.resolve("a.wav"), 16000, 1, 0.1, 440);
        Tones.write(folder.resolve("b.wav"), 16000, 1, 0.1, 440);

        assertThat(Sounds.read("noises", folder, UnaryOperator.identity(), 3200).count())
                .isEqualTo(2);
        assertThatThrownBy(() -> Sounds.read("noises", folder, UnaryOperator.identity(), 3199))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("name a folder with fewer")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void whatIsSilentOrOfNoKnownFormatIsSkippedAndTold() throws Exception {
        write("silent.wav", 16000, 1, new int[800]);
        Files.writeString(folder.resolve("text.wav"), "not a recording");
        Tones.write(folder.resolve("below/tone.wav"), 16000, 1, 0.1, 440);
        Sounds sounds = Sounds.noises(folder);
        assertThat(sounds.count()).isEqualTo(1);
        assertThat(sounds.skipped())
                .extracting(skipped -> folder.relativize(skipped.path()) + ": " + skipped.reason())
                .containsExactly(
                        "silent.wav: silent, or not of finite numbers", "text.wav: not readable: UNKNOWN_FORMAT");
    }

    @Test
    void anyRateBecomesSixteenKilohertz() throws Exception {
        Tones.write(folder.resolve("tone.wav"), 44100, 2, 2, 440);
        float[] noise = Sounds.noises(folder).draw(new Random(1));
        assertThat(noise).hasSize(32000);
        assertThat(Probe.decibels(noise, Probe.tone(440))).isCloseTo(10 * Math.log10(2 / 3.0), within(0.1));
    }

    @Test
    void onlyTheFirstChannelIsHeard() throws Exception {
        write("stereo.wav", 16000, 2, 100, -9000, 200, 9000, 300, -9000);
        assertThat(Sounds.noises(folder).draw(new Random(1))).containsExactly(100 / 32768f, 200 / 32768f, 300 / 32768f);
    }

    @Test
    void onlyTheFirstMinuteOfNoiseIsHeard() throws Exception {
        Tones.write(folder.resolve("long.wav"), 8000, 1, 61, 440);
        assertThat(Sounds.noises(folder).draw(new Random(1))).hasSize(60 * 16000);
    }

    @Test
    void anImpulseResponseBeginsAtItsPeakWhichIsOne() throws Exception {
        write("room.wav", 16000, 1, 0, 50, -8192, 4096, 1024, -2048);
        assertThat(Sounds.impulses(folder).draw(new Random(1))).containsExactly(1, -0.5f, -0.125f, 0.25f);
    }

    @Test
    void anImpulseResponseEndsAfterASecondAndAHalf() throws Exception {
        int[] samples = new int[40000];
        samples[100] = 20000;
        samples[30000] = 10000;
        write("hall.wav", 16000, 1, samples);
        assertThat(Sounds.impulses(folder).draw(new Random(1))).hasSize(24000);
    }
}
