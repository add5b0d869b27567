package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.activity.SpeechActivity;
import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.SpeechSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineChannelTest {

    private static final FeatureSpec SPEC = FeatureSpec.standard();

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 44_100, 48_000})
    void windowsHoldTheFramesOfTheWholeWaveform(int rateHz) {
        RecordedChannel recorded = RecordedChannel.ofMillis(rateHz, rateHz, 6_300);

        List<FeatureWindow> windows = Collected.from(recorded.chunks()).windows;

        FrameMatrix whole = new Fbank(SPEC).compute(recorded.resampled());
        assertThat(windows).hasSize(4);
        for (FeatureWindow window : windows) {
            assertThat(window.frames()).isEqualTo(whole.slice(100 * window.index(), 100 * window.index() + 298));
            assertThat(window.startMillis()).isEqualTo(1_000L * window.index());
            assertThat(window.endMillis()).isEqualTo(1_000L * window.index() + 3_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 1",
        "399, 1, 0",
        "400, 1, 0",
        "0.3s, 1, 300",
        "0.49s, 1, 490",
        "0.5s, 1, 500",
        "2.99s, 1, 2990",
        "3s, 1, 3000",
        "3.49s, 1, 3000",
        "3.5s, 2, 3500",
        "4.0s, 2, 4000"
    })
    void aChannelOfThatLengthClosesAsPlanned(String length, int windows, long endMillis) {
        for (int rateHz : new int[] {8_000, 11_025, 16_000, 44_100, 48_000}) {
            int samples = length.endsWith("s")
                    ? (int) Math.round(Double.parseDouble(length.replace("s", "")) * rateHz)
                    : Integer.parseInt(length);
            RecordedChannel recorded = RecordedChannel.of(3, rateHz, samples);

            List<FeatureWindow> got = Collected.from(recorded.chunks()).windows;

            assertThat(got).as("%s at %d Hz", length, rateHz).hasSize(windows);
            if (windows > 0) {
                FeatureWindow last = got.get(windows - 1);
                long end = endMillis > 1 ? endMillis : (1_000L * samples + rateHz - 1) / rateHz;
                assertThat(last.endMillis()).as("%s at %d Hz", length, rateHz).isBetween(end, end + 1);
                long feature16 = recorded.resampled().length - 16L * last.startMillis();
                assertThat(last.frames().frames()).isEqualTo(SPEC.framesIn(Math.min(feature16, 48_000)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void cuttingDoublingAndDelayingChangesNothing(long seed) {
        Random random = new Random(seed);
        int[] rates = {8_000, 11_025, 16_000, 44_100};
        int rateHz = rates[random.nextInt(rates.length)];
        RecordedChannel recorded = RecordedChannel.of(seed, rateHz, rateHz * 5 + random.nextInt(rateHz * 3));
        List<FeatureWindow> expected = Collected.from(recorded.chunks()).windows;

        ChunkFaults faults = ChunkFaults.seeded(seed);
        List<Chunk> faulty = faults.delay(faults.duplicate(recorded.chunks(random), 0.3), 1.4);
        Collected collected = Collected.from(faulty);

        assertThat(collected.windows).as("seed %d", seed).isEqualTo(expected);
        assertThat(collected.losses).as("seed %d", seed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void lossesAreTheSameHoweverTheRestIsDelayed(long seed) {
        RecordedChannel recorded = RecordedChannel.of(seed, 8_000, 80_123);
        List<Chunk> lossy = ChunkFaults.seeded(seed).drop(recorded.chunks(160), 0.1);
        Collected expected = Collected.from(lossy);

        ChunkFaults faults = ChunkFaults.seeded(seed + 100);
        Collected collected = Collected.from(faults.duplicate(faults.delay(lossy, 1.9), 0.2));

        assertThat(collected.windows).as("seed %d", seed).isEqualTo(expected.windows);
        assertThat(collected.losses)
                .as("seed %d", seed)
                .isEqualTo(expected.losses)
                .isNotEmpty();
    }

    @Test
    void aShiftByOneHopIsAShiftByAHundredFrames() {
        RecordedChannel recorded = RecordedChannel.ofMillis(5, 8_000, 8_000);

        // 8 kHz and a second: the resampler begins at another place, so the first frames differ by its run-in.
        List<FeatureWindow> whole = Collected.from(recorded.chunks()).windows;
        List<FeatureWindow> shifted = Collected.from(recorded.from(8_000).chunks()).windows;

        for (int k = 1; k < shifted.size(); k++) {
            assertThat(shifted.get(k).frames()).isEqualTo(whole.get(k + 1).frames());
            assertThat(shifted.get(k).levelDbfs()).isEqualTo(whole.get(k + 1).levelDbfs());
        }
        assertThat(shifted.get(0).frames().slice(2, 298))
                .isEqualTo(whole.get(1).frames().slice(2, 298));
        assertThat(shifted).hasSize(whole.size() - 1);
    }

    @Test
    void levelIsThatOfTheSamples() {
        RecordedChannel recorded = RecordedChannel.ofMillis(9, 16_000, 4_700);

        List<FeatureWindow> windows = Collected.from(recorded.chunks()).windows;

        float[] samples = recorded.resampled();
        for (FeatureWindow window : windows) {
            double sum = 0;
            int from = (int) window.startMillis() * 16;
            int to = (int) window.endMillis() * 16;
            for (int i = from; i < to; i++) {
                sum += (double) samples[i] * samples[i];
            }
            assertThat((double) window.levelDbfs()).isCloseTo(10 * Math.log10(sum / (to - from)), within(1e-4));
        }
        assertThat(windows).hasSize(3);
    }

    @Test
    void digitalSilenceHasTheLowestLevel() {
        Chunk silence = RecordedChannel.of(1, 8_000, 0).chunk(0, 0, false);
        Chunk zeros = new Chunk(
                silence.id(),
                0,
                8_000,
                PcmEncoding.PCM_S16LE,
                io.speecheq.streamfeatures.chunk.Octets.owning(new byte[48_000]),
                true,
                silence.consent());

        FeatureWindow window = Collected.from(List.of(zeros)).windows.get(0);

        assertThat(window.levelDbfs()).isEqualTo(FeatureWindow.LOWEST_LEVEL_DBFS);
        assertThat(window.lostRatio()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aSnapshotAtEveryPointChangesNothing(long seed) throws Exception {
        RecordedChannel recorded = RecordedChannel.ofMillis(seed, seed % 2 == 0 ? 8_000 : 44_100, 6_700);
        ChunkFaults faults = ChunkFaults.seeded(seed);
        List<Chunk> chunks =
                faults.delay(faults.duplicate(faults.drop(recorded.chunks(new Random(seed)), 0.05), 0.1), 1);
        Collected expected = Collected.from(chunks);

        Collected collected = new Collected();
        OnlineChannel channel = new OnlineChannel(RecordedChannel.ID, ChannelLimits.of(ChannelOptions.standard()));
        for (Chunk chunk : chunks) {
            channel.accept(chunk, collected);
            if (channel.isEnded()) {
                break;
            }
            byte[] bytes = StateBytes.of(channel);
            channel = StateBytes.restore(bytes);
            assertThat(StateBytes.of(channel)).as("seed %d", seed).isEqualTo(bytes);
        }
        if (!channel.isEnded()) {
            channel.end(collected);
        }

        assertThat(collected.windows).as("seed %d", seed).isEqualTo(expected.windows);
        assertThat(collected.losses).isEqualTo(expected.losses);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        List<Chunk> chunks = RecordedChannel.ofMillis(4, 8_000, 5_000).chunks();
        Collected original = new Collected();
        Collected copied = new Collected();
        OnlineChannel channel = new OnlineChannel(RecordedChannel.ID, ChannelLimits.of(ChannelOptions.standard()));
        chunks.subList(0, 25).forEach(chunk -> channel.accept(chunk, original));

        OnlineChannel copy = new OnlineChannelSerializer().copy(channel);
        chunks.subList(25, 50).forEach(chunk -> channel.accept(chunk, original));
        chunks.subList(25, 50).forEach(chunk -> copy.accept(chunk, copied));

        assertThat(copied.windows).isEqualTo(original.windows).hasSize(3);
    }

    @Test
    void encodingsMayChangeWithEveryChunk() {
        RecordedChannel pcm = RecordedChannel.ofMillis(6, 8_000, 4_000);
        List<List<Chunk>> encoded = List.of(
                pcm.chunks(),
                pcm.as(PcmEncoding.PCMU).chunks(),
                pcm.as(PcmEncoding.PCMA).chunks());
        List<Chunk> mixed = new ArrayList<>();
        for (int i = 0; i < pcm.chunks().size(); i++) {
            mixed.add(encoded.get(i % 3).get(i));
        }

        List<FeatureWindow> windows = Collected.from(mixed).windows;

        List<FeatureWindow> plain = Collected.from(pcm.chunks()).windows;
        assertThat(windows).hasSameSizeAs(plain);
        for (int k = 0; k < windows.size(); k++) {
            assertThat(windows.get(k).levelDbfs()).isCloseTo(plain.get(k).levelDbfs(), within(0.1f));
        }
    }

    @ParameterizedTest
    @CsvSource({"8000, 100, 10000", "8000, 101, 11000", "16000, 100, 10000", "44100, 92, 10000"})
    void noAudioThatWasRefusedIsInAWindowWithConsent(int rateHz, int givenChunk, long firstMillis) {
        List<Chunk> chunks =
                new ArrayList<>(RecordedChannel.ofMillis(7, rateHz, 15_000).chunks());
        chunks.replaceAll(Stated::refused);
        chunks.subList(givenChunk, chunks.size()).replaceAll(Stated::given);

        List<FeatureWindow> windows = Collected.from(chunks).windows;

        assertThat(windows.stream().filter(FeatureWindow::consent))
                .extracting(FeatureWindow::startMillis)
                .first()
                .isEqualTo(firstMillis);
        assertThat(windows).hasSize(13);
    }

    @Test
    void audioThatIsSentAgainWithConsentStaysRefused() {
        List<Chunk> chunks =
                new ArrayList<>(RecordedChannel.ofMillis(7, 8_000, 9_000).chunks());
        chunks.subList(0, 40).replaceAll(Stated::refused);
        RecordedChannel recorded = RecordedChannel.ofMillis(7, 8_000, 9_000);
        chunks.set(40, Stated.given(recorded.chunk(16_000, 32_800, false)));

        List<FeatureWindow> windows = Collected.from(chunks).windows;

        assertThat(windows)
                .extracting(FeatureWindow::consent)
                .containsExactly(false, false, false, false, true, true, true);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_000, 3_700, 9_000, 20_400, 25_990})
    void theWindowsTellTheSpeechOfTheWholeWaveformOnce(long lengthMillis) {
        RecordedChannel recorded = RecordedChannel.ofMillis(lengthMillis, 8_000, lengthMillis);

        List<FeatureWindow> windows = Collected.from(recorded.chunks()).windows;

        FrameMatrix whole = new Fbank(SPEC).compute(recorded.resampled());
        SpeechActivity activity = new SpeechActivity(SPEC);
        BitSet spoken = new BitSet();
        long endMillis = windows.get(windows.size() - 1).endMillis();
        for (int frame = 0; frame < whole.frames(); frame++) {
            spoken.set(frame, activity.accept(whole.slice(frame, frame + 1).toArray()) && 10 * frame + 25 <= endMillis);
        }
        BitSet told = new BitSet();
        for (FeatureWindow window : windows) {
            for (SpeechSpan span : window.speech()) {
                assertThat(told.get((int) span.startMillis() / 10)).isFalse();
                told.set((int) span.startMillis() / 10, (int) span.endMillis() / 10);
            }
        }
        assertThat(told).isEqualTo(spoken);
        assertThat(told.cardinality()).isPositive();
    }

    @Test
    void speechRatioIsAShareOfTheFrames() {
        List<FeatureWindow> windows =
                Collected.from(RecordedChannel.ofMillis(8, 16_000, 20_000).chunks()).windows;

        assertThat(windows)
                .allSatisfy(window -> assertThat(window.speechRatio()).isBetween(0f, 1f));
        assertThat(windows)
                .anySatisfy(window -> assertThat(window.speechRatio()).isPositive());
    }
}
