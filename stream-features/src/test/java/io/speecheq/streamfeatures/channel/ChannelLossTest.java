package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.features.Fbank;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.acoustics.resample.Resampler;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaps: what is held, what is given up, and what stands in its place. */
class ChannelLossTest {

    private final Collected collected = new Collected();
    private final OnlineChannel channel =
            new OnlineChannel(RecordedChannel.ID, ChannelLimits.of(ChannelOptions.standard()));

    @Test
    void aGapIsKeptOpenForTheLateness() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        channel.accept(chunks.get(0), collected);

        chunks.subList(2, 23).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(collected.losses).isEmpty();
        assertThat(channel.windows().nextSample()).isLessThanOrEqualTo(1_600);
        channel.accept(chunks.get(23), collected);
        assertThat(collected.losses).containsExactly(100L);
        assertThat(channel.windows().nextSample()).isGreaterThan(16 * 2_300);
    }

    @Test
    void aLateChunkFillsItsGapWhileItIsOpen() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 4_000).chunks();
        List<Chunk> late = new ArrayList<>(chunks);
        late.add(20, late.remove(1));

        assertThat(Collected.from(late).windows).isEqualTo(Collected.from(chunks).windows);
    }

    @Test
    void aChunkForAPlaceThatWasGivenUpIsTooLateAndOneThatIsThereADuplicate() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        chunks.subList(0, 5).forEach(chunk -> channel.accept(chunk, collected));
        chunks.subList(6, 28).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(channel.accept(chunks.get(5), collected)).isEqualTo(new ChunkOrder.TooLate());
        assertThat(channel.accept(chunks.get(4), collected)).isEqualTo(new ChunkOrder.Duplicate());
        assertThat(channel.accept(chunks.get(6), collected)).isEqualTo(new ChunkOrder.Duplicate());
        assertThat(channel.accept(chunks.get(27), collected)).isEqualTo(new ChunkOrder.Duplicate());
        assertThat(channel.accept(chunks.get(30), collected)).isEqualTo(new ChunkOrder.Gap(1_600));
        assertThat(channel.accept(chunks.get(30), collected)).isEqualTo(new ChunkOrder.Duplicate());
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 48_000})
    void lostAudioIsSilenceOfItsOwnLength(int rateHz) {
        RecordedChannel recorded = RecordedChannel.ofMillis(2, rateHz, 12_000);
        int from = rateHz * 43 / 10;
        int to = rateHz * 61 / 10;
        List<Chunk> lossy = List.of(recorded.chunk(0, from, false), recorded.chunk(to, recorded.samples(), true));

        Collected got = Collected.from(lossy);

        float[] samples = io.speecheq.acoustics.pcm.PcmDecoder.decode(
                io.speecheq.acoustics.pcm.PcmEncoding.PCM_S16LE,
                recorded.chunk(0, recorded.samples(), true).payload().buffer());
        Arrays.fill(samples, from, to, 0);
        FrameMatrix silenced = new Fbank(FeatureSpec.standard()).compute(Resampler.resample(samples, rateHz, 16_000));
        assertThat(got.windows).hasSize(10);
        assertThat(got.losses).containsExactly(1_800L);
        for (FeatureWindow window : got.windows) {
            int first = 100 * window.index();
            assertThat(window.frames()).isEqualTo(silenced.slice(first, first + 298));
            double lost = Math.max(0, Math.min(6.1, window.index() + 3) - Math.max(4.3, window.index()));
            assertThat((double) window.lostRatio()).isCloseTo(lost / 3, within(1e-4));
        }
    }

    @Test
    void aLossBeyondTheLimitIsPassedOverAndStillHasEveryWindow() {
        RecordedChannel recorded = RecordedChannel.ofMillis(3, 8_000, 20_000);
        long shiftSeconds = 7_200;
        List<Chunk> lossy = List.of(
                recorded.chunk(0, 80_000, false), moved(recorded.chunk(80_000, 160_000, true), shiftSeconds * 8_000));

        Collected got = Collected.from(lossy);

        // A shorter loss that differs by whole hops, and is all filled with silence, must give the same windows around
        // it.
        Collected shorter = Collected.from(
                List.of(recorded.chunk(0, 80_000, false), moved(recorded.chunk(80_000, 160_000, true), 40 * 8_000)));
        assertThat(got.losses).containsExactly(shiftSeconds * 1_000);
        assertThat(got.windows).hasSize((int) (20 + shiftSeconds - 2));
        for (int k = 0; k < got.windows.size(); k++) {
            assertThat(got.windows.get(k).index()).isEqualTo(k);
            assertThat(got.windows.get(k).startMillis()).isEqualTo(1_000L * k);
        }
        assertThat(got.windows.subList(0, 20)).isEqualTo(shorter.windows.subList(0, 20));
        for (int back = 1; back <= 15; back++) {
            FeatureWindow far = got.windows.get(got.windows.size() - back);
            FeatureWindow near = shorter.windows.get(shorter.windows.size() - back);
            assertThat(far.frames().frames() == 0 || far.frames().equals(near.frames()))
                    .isTrue();
            assertThat(far.lostRatio()).isEqualTo(near.lostRatio());
            assertThat(far.levelDbfs()).isEqualTo(near.levelDbfs());
        }
        assertThat(got.windows.get(3_600).frames().frames()).isZero();
        assertThat(got.windows.get(3_600).lostRatio()).isEqualTo(1);
        assertThat(got.windows.get(got.windows.size() - 9).frames().frames()).isEqualTo(298);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 44_100})
    void aLongLossKeepsTheWindowsOfAnOddHopInPlace(int rateHz) {
        ChannelOptions options =
                ChannelOptions.standard().withWindows(Duration.ofMillis(1_730), Duration.ofMillis(350));
        RecordedChannel recorded = RecordedChannel.ofMillis(3, rateHz, 8_000);
        long shift = 100L * rateHz + 17;
        int half = recorded.samples() / 2;

        Collected got = Collected.from(
                List.of(recorded.chunk(0, half, false), moved(recorded.chunk(half, recorded.samples(), true), shift)),
                options);

        long total = ((shift + recorded.samples()) * 16_000 + rateHz - 1) / rateHz;
        assertThat(got.windows).hasSize(options.plan().windows(total));
        FeatureWindow last = got.windows.get(got.windows.size() - 1);
        float[] tail = new float[(int) (half + shift + recorded.samples() - half)];
        float[] speech = io.speecheq.acoustics.pcm.PcmDecoder.decode(
                io.speecheq.acoustics.pcm.PcmEncoding.PCM_S16LE,
                recorded.chunk(half, recorded.samples(), true).payload().buffer());
        System.arraycopy(speech, 0, tail, (int) (half + shift), speech.length);
        FrameMatrix whole = new Fbank(FeatureSpec.standard()).compute(Resampler.resample(tail, rateHz, 16_000));
        int first = (int) (last.startMillis() / 10);
        assertThat(last.frames())
                .isEqualTo(whole.slice(first, first + last.frames().frames()));
    }

    @Test
    void aChannelMayBeginInTheMiddleOfItsTimeline() {
        RecordedChannel recorded = RecordedChannel.ofMillis(3, 8_000, 4_000);

        List<FeatureWindow> windows = Collected.from(List.of(moved(recorded.chunk(0, 32_000, true), 16_000))).windows;

        assertThat(windows).extracting(FeatureWindow::index).containsExactly(0, 1, 2, 3);
        assertThat(windows.get(0).lostRatio()).isCloseTo(2 / 3f, within(1e-5f));
        assertThat(windows.get(3).lostRatio()).isZero();
    }

    @Test
    void aChunkMoreThanADayAheadIsNotBelieved() {
        RecordedChannel recorded = RecordedChannel.ofMillis(3, 8_000, 1_000);

        ChunkOrder order = channel.accept(moved(recorded.chunk(0, 800, false), 86_400L * 8_000 + 1), collected);

        assertThat(order).isEqualTo(new ChunkOrder.TooFar(86_400L * 8_000 + 1));
        assertThat(channel.snapshot().held()).isEmpty();
    }

    @Test
    void theEndThatOvertakesAudioWaitsForIt() {
        List<Chunk> chunks = RecordedChannel.ofMillis(5, 8_000, 4_000).chunks();
        List<Chunk> overtaken = new ArrayList<>(chunks);
        overtaken.add(30, overtaken.remove(39));

        assertThat(Collected.from(overtaken).windows).isEqualTo(Collected.from(chunks).windows);
    }

    @Test
    void anEndedChannelFillsWhatIsMissingBeforeWhatIsHeld() {
        List<Chunk> chunks = RecordedChannel.ofMillis(5, 8_000, 4_000).chunks();
        chunks.subList(0, 30).forEach(chunk -> channel.accept(chunk, collected));
        chunks.subList(35, 39).forEach(chunk -> channel.accept(chunk, collected));

        boolean isTold = channel.end(collected);

        assertThat(isTold).isFalse();
        assertThat(collected.losses).containsExactly(500L);
        assertThat(channel.windows().totalMillis()).isEqualTo(3_900);
        assertThat(channel.windows().lostMillis()).isEqualTo(500);
    }

    @Test
    void theHoldIsBoundedByTheNumberOfItsChunks() {
        RecordedChannel recorded = RecordedChannel.ofMillis(5, 8_000, 4_000);
        for (int i = 1; i <= ChunkHold.MOST_CHUNKS; i++) {
            channel.accept(recorded.chunk(2 * i, 2 * i + 1, false), collected);
        }
        assertThat(collected.losses).isEmpty();

        channel.accept(recorded.chunk(3_000, 3_001, false), collected);

        assertThat(channel.snapshot().held()).hasSizeLessThanOrEqualTo(ChunkHold.MOST_CHUNKS);
        assertThat(collected.losses).isNotEmpty();
    }

    @Test
    void aRefusalCountsHoweverLateItComes() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        chunks.subList(1, 40).forEach(chunk -> channel.accept(chunk, collected));
        channel.accept(Stated.refused(chunks.get(0)), collected);
        chunks.subList(40, 60).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(collected.windows).extracting(FeatureWindow::consent).containsExactly(true, false, false);
    }

    @Test
    void aRefusalOnAChunkThatIsThereAlreadyCounts() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        chunks.subList(0, 40).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(channel.accept(Stated.refused(chunks.get(35)), collected)).isEqualTo(new ChunkOrder.Duplicate());
        chunks.subList(40, 60).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(collected.windows).extracting(FeatureWindow::consent).containsExactly(true, false, false);
    }

    @Test
    void aRefusalWithoutAudioCountsALittleBehindTheHead() {
        RecordedChannel recorded = RecordedChannel.ofMillis(1, 8_000, 9_000);
        List<Chunk> chunks = recorded.chunks();
        chunks.subList(0, 40).forEach(chunk -> channel.accept(chunk, collected));

        channel.accept(Stated.refused(recorded.chunk(31_990, 31_990, false)), collected);
        chunks.subList(40, 60).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(collected.windows).extracting(FeatureWindow::consent).containsExactly(true, false, false);
    }

    @Test
    void aRefusalOnTheRepeatOfAHeldChunkCounts() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        chunks.subList(1, 10).forEach(chunk -> channel.accept(chunk, collected));
        channel.accept(Stated.refused(chunks.get(5)), collected);

        channel.accept(chunks.get(0), collected);
        chunks.subList(10, 41).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(collected.windows).extracting(FeatureWindow::consent).containsExactly(false, false);
    }

    @Test
    void aChunkThatStraysFarAheadLeavesLaterOnesTheirTime() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        List<Chunk> strayed = new ArrayList<>(chunks);
        strayed.add(60, strayed.remove(45));
        strayed.add(30, strayed.remove(29));
        strayed.add(20, moved(chunks.get(20), 10 * 60 * 8_000));

        Collected got = Collected.from(strayed);

        assertThat(got.windows).isEqualTo(Collected.from(chunks).windows);
        assertThat(got.losses).isEmpty();
    }

    @Test
    void aStrayThatIsLongerThanTheLatenessLeavesLaterOnesTheirTimeToo() {
        RecordedChannel recorded = RecordedChannel.ofMillis(1, 8_000, 9_000);
        List<Chunk> strayed = new ArrayList<>(recorded.chunks());
        strayed.add(60, strayed.remove(45));
        strayed.add(20, moved(recorded.chunk(16_000, 40_000, false), 10 * 60 * 8_000));

        Collected got = Collected.from(strayed);

        assertThat(got.windows).isEqualTo(Collected.from(recorded.chunks()).windows);
        assertThat(got.losses).isEmpty();
    }

    @Test
    void chunksThatAreLongerThanTheLatenessMayChangePlaces() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 20_000).chunks(40_000);
        List<Chunk> swapped = new ArrayList<>(chunks);
        swapped.add(2, swapped.remove(1));

        assertThat(Collected.from(swapped).windows).isEqualTo(Collected.from(chunks).windows);
    }

    @Test
    void withoutLatenessNothingIsWaitedFor() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 4_000).chunks();
        OnlineChannel hasty = new OnlineChannel(
                RecordedChannel.ID, ChannelLimits.of(ChannelOptions.standard().withLateness(Duration.ZERO)));

        hasty.accept(chunks.get(1), collected);

        assertThat(collected.losses).containsExactly(100L);
    }

    @Test
    void whatComesBackwardsIsHeldForTheLatenessToo() {
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 9_000).chunks();
        for (int i = 60; i > 39; i--) {
            channel.accept(chunks.get(i), collected);
        }
        assertThat(collected.losses).isEmpty();

        channel.accept(chunks.get(39), collected);

        assertThat(collected.losses).containsExactly(3_900L);
    }

    @Test
    void aLongerLatenessHoldsAllThatComesInIt() {
        ChannelOptions patient = ChannelOptions.standard().withLateness(Duration.ofSeconds(30));
        List<Chunk> chunks = RecordedChannel.ofMillis(1, 8_000, 25_000).chunks(160);
        List<Chunk> late = new ArrayList<>(chunks);
        late.add(850, late.remove(100));

        Collected got = Collected.from(late, patient);

        assertThat(got.windows).isEqualTo(Collected.from(chunks).windows);
        assertThat(got.losses).isEmpty();
    }

    private static Chunk moved(Chunk chunk, long samples) {
        return new Chunk(
                chunk.id(),
                chunk.startSample() + samples,
                chunk.sampleRateHz(),
                chunk.encoding(),
                chunk.payload(),
                chunk.endOfStream(),
                chunk.consent());
    }
}
