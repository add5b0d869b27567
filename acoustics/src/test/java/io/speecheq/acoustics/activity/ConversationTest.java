package io.speecheq.acoustics.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.speecheq.acoustics.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Speech activity against the speakers' turns in a recorded conversation of 30 s, 75 % of which is speech. */
class ConversationTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("speecheq.shared", "../../shared"), "data/telephone/pyannote");
    private static final double HOP_SECONDS = 0.01;
    private static final double FRAME_CENTRE_SECONDS = 0.0125;
    private static final int NO_NOISE = -200;

    /** Measured: 0.985 and 0.992 as recorded. */
    @ParameterizedTest(name = "gain {0} dB, noise {1} dB: precision {2}, recall {3}")
    @CsvSource({
        "0, -200, 0.96, 0.97",
        "12, -200, 0.96, 0.97",
        "-20, -200, 0.96, 0.97",
        "-30, -200, 0.96, 0.95",
        "-40, -200, 0.96, 0.90",
        "0, -50, 0.96, 0.95",
        "0, -40, 0.93, 0.83",
    })
    void framesOfSpeechAreFound(int gain, int noise, double leastPrecision, double leastRecall) throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "no recorded conversation at " + FOLDER);
        Line line = Line.of(samples()).gain(gain);
        if (noise > NO_NOISE) {
            line.noise(noise);
        }
        boolean[] heard = SpeechActivityTest.activity(line);
        boolean[] spoken = turns(heard.length);
        int both = 0;
        int allHeard = 0;
        int allSpoken = 0;
        for (int i = 0; i < heard.length; i++) {
            both += heard[i] && spoken[i] ? 1 : 0;
            allHeard += heard[i] ? 1 : 0;
            allSpoken += spoken[i] ? 1 : 0;
        }

        assertThat((double) both / allHeard).as("precision").isGreaterThan(leastPrecision);
        assertThat((double) both / allSpoken).as("recall").isGreaterThan(leastRecall);
    }

    private static float[] samples() throws IOException {
        try (Recording recording = Recording.open(FOLDER.resolve("sample.flac"))) {
            assertThat(recording.sampleRateHz()).isEqualTo(Line.RATE_HZ);
            return recording.readAll()[0];
        }
    }

    private static boolean[] turns(int frames) throws IOException {
        boolean[] spoken = new boolean[frames];
        for (String line : Files.readAllLines(FOLDER.resolve("sample.rttm"))) {
            String[] field = line.split(" ", -1);
            double begin = Double.parseDouble(field[3]);
            double end = begin + Double.parseDouble(field[4]);
            int first = (int) Math.ceil((begin - FRAME_CENTRE_SECONDS) / HOP_SECONDS);
            int beyond = (int) Math.ceil((end - FRAME_CENTRE_SECONDS) / HOP_SECONDS);
            Arrays.fill(spoken, Math.max(first, 0), Math.min(beyond, frames), true);
        }
        return spoken;
    }
}
