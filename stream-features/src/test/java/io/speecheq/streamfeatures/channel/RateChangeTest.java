package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateChangeTest {

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "44100, 8000", "8000, 48000", "11025, 16000"})
    void bothSidesOfAChangeKeepTheirFrames(int firstHz, int secondHz) {
        RecordedChannel first = RecordedChannel.ofMillis(1, firstHz, 3_000);
        RecordedChannel second = RecordedChannel.ofMillis(2, secondHz, 3_000);
        List<Chunk> chunks = new ArrayList<>(first.chunks().subList(0, 29));
        chunks.add(first.chunk(firstHz / 10 * 29, first.samples(), false));
        second.chunks().forEach(chunk -> chunks.add(placed(chunk, 3L * secondHz)));

        List<FeatureWindow> windows = Collected.from(chunks).windows;

        Fbank fbank = new Fbank(FeatureSpec.standard());
        FrameMatrix before = fbank.compute(first.resampled());
        FrameMatrix after = fbank.compute(second.resampled());
        assertThat(windows).hasSize(4);
        assertThat(windows.get(0).frames()).isEqualTo(before);
        assertThat(windows.get(3).frames()).isEqualTo(after);
        assertThat(windows.get(1).frames().slice(0, 198)).isEqualTo(before.slice(100, 298));
        assertThat(windows.get(1).frames().slice(200, 298)).isEqualTo(after.slice(0, 98));
        assertThat(windows).allSatisfy(window -> assertThat(window.lostRatio()).isZero());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRateThatChangesWithEveryChunkNeverDrifts(long seed) {
        int[] rates = {8_000, 11_025, 16_000, 22_050, 44_100, 4_000};
        Random random = new Random(seed);
        List<Chunk> chunks = new ArrayList<>();
        double seconds = 0;
        for (int i = 0; i < 400; i++) {
            int rateHz = rates[random.nextInt(rates.length)];
            int samples = rateHz / 50 + random.nextInt(rateHz / 50);
            long start = Math.round(seconds * rateHz);
            Chunk chunk = placed(RecordedChannel.of(i, rateHz, samples).chunk(0, samples, i == 399), start);
            seconds = (double) chunk.endSample() / rateHz;
            chunks.add(chunk);
        }

        Collected collected = Collected.from(chunks);

        Chunk last = chunks.get(chunks.size() - 1);
        assertThat(collected.losses).as("seed %d", seed).isEmpty();
        long expectedMillis = 1_000 * last.endSample() / last.sampleRateHz();
        FeatureWindow end = collected.windows.get(collected.windows.size() - 1);
        assertThat(expectedMillis - end.endMillis()).as("seed %d", seed).isBetween(-1L, 500L);
        assertThat(collected.windows).hasSize(ChannelOptions.standard().plan().windows(16 * expectedMillis));
    }

    @Test
    void aGapAcrossAChangeIsCountedAtTheNewRate() {
        RecordedChannel first = RecordedChannel.ofMillis(1, 8_000, 2_000);
        RecordedChannel second = RecordedChannel.ofMillis(2, 16_000, 3_000);

        Collected collected = Collected.from(List.of(
                first.chunk(0, first.samples(), false),
                placed(second.chunk(0, second.samples(), true), 16_000 * 5 / 2)));

        assertThat(collected.losses).containsExactly(500L);
        assertThat(collected.windows)
                .extracting(FeatureWindow::endMillis)
                .containsExactly(3_000L, 4_000L, 5_000L, 5_500L);
    }

    private static Chunk placed(Chunk chunk, long startSample) {
        return new Chunk(
                chunk.id(),
                chunk.startSample() + startSample,
                chunk.sampleRateHz(),
                chunk.encoding(),
                chunk.payload(),
                chunk.endOfStream(),
                chunk.consent());
    }
}
