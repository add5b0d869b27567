package io.speecheq.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.ingest.chunk.Call;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.ingest.recording.RecordingSource;
import io.speecheq.ingest.recording.UnreadableRecording;
import io.speecheq.schemas.record.AudioChunk;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingReplayTest {

    private static final Call CALL = new Call("call-1", Instant.EPOCH, Map.of());

    private final List<AudioChunk> sent = new ArrayList<>();
    private final List<Long> sentAtMillis = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private long nowNanos = 5_000_000_000L;

    private final ChunkTarget target = new ChunkTarget() {
        @Override
        public void accept(AudioChunk chunk) {
            sent.add(chunk);
            sentAtMillis.add((nowNanos - 5_000_000_000L) / 1_000_000);
        }

        @Override
        public void flush() {
            told.add("flushed");
        }
    };

    @Test
    void inRealTimeAChunkLeavesWhenItsLastSampleWasSpoken() throws Exception {
        replay(1).run(new Silence(8_000, 1, 4_400), CALL, target);
        assertThat(sentAtMillis).containsExactly(100L, 200L, 300L, 400L, 500L, 550L);
    }

    @Test
    void atDoubleSpeedItLeavesAtHalfTheTime() throws Exception {
        replay(2).run(new Silence(8_000, 2, 2_000), CALL, target);
        assertThat(sentAtMillis).containsExactly(50L, 50L, 100L, 100L, 125L, 125L);
    }

    @Test
    void atSpeedZeroNothingWaits() throws Exception {
        replay(0).run(new Silence(8_000, 1, 80_000), CALL, target);
        assertThat(sentAtMillis).hasSize(101).containsOnly(0L);
    }

    @Test
    void aHoldUpIsCaughtUpWith() throws Exception {
        ChunkTarget slow = new ChunkTarget() {
            @Override
            public void accept(AudioChunk chunk) throws IOException, InterruptedException {
                target.accept(chunk);
                nowNanos += sent.size() == 1 ? 350_000_000L : 0;
            }

            @Override
            public void flush() {}
        };
        replay(1).run(new Silence(8_000, 1, 4_400), CALL, slow);
        assertThat(sentAtMillis).containsExactly(100L, 450L, 450L, 450L, 500L, 550L);
    }

    @Test
    void progressTellsHowMuchOfHowMuch() throws Exception {
        replay(0).run(new Silence(8_000, 1, 2_000), CALL, target);
        assertThat(told).containsExactly("call-1 100/250", "call-1 200/250", "call-1 250/250", "flushed");
    }

    @Test
    void theResultSaysWhatWasSent() throws Exception {
        Replayed replayed = new RecordingReplay(ChannelNames.parse("-,agent"), Pace.ofSpeed(0), ReplayProgress.unseen())
                .run(new Silence(11_025, 2, 11_025), CALL, target);
        assertThat(replayed).isEqualTo(new Replayed("call-1", List.of("agent"), 11_025, 11_025));
        assertThat(replayed.durationMillis()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSpeedThatIsNoneIsAnError(double speed) {
        assertThatThrownBy(() -> replay(speed)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesThatDoNotFitSendNothing() {
        RecordingReplay replay =
                new RecordingReplay(ChannelNames.parse("a,b"), Pace.ofSpeed(0), ReplayProgress.unseen());
        assertThatThrownBy(() -> replay.run(new Silence(8_000, 1, 800), CALL, target))
                .isInstanceOf(UnreadableRecording.class)
                .hasMessage(
                        "silence.wav: has 1 channel, but --channels names 2 (a,b); name each one, and - for one to leave out");
        assertThat(sent).isEmpty();
    }

    private RecordingReplay replay(double speed) {
        Pace pace = new Pace(speed, () -> nowNanos, duration -> nowNanos += duration.toNanos());
        return new RecordingReplay(
                ChannelNames.standard(),
                pace,
                (callId, publishedMillis, totalMillis) ->
                        told.add(callId + " " + publishedMillis + "/" + totalMillis.orElse(-1)));
    }

    private static final class Silence implements RecordingSource {

        private final int sampleRateHz;
        private final int channels;
        private final int frames;
        private int read;

        Silence(int sampleRateHz, int channels, int frames) {
            this.sampleRateHz = sampleRateHz;
            this.channels = channels;
            this.frames = frames;
        }

        @Override
        public String name() {
            return "silence.wav";
        }

        @Override
        public int sampleRateHz() {
            return sampleRateHz;
        }

        @Override
        public int channels() {
            return channels;
        }

        @Override
        public OptionalLong frames() {
            return OptionalLong.of(frames);
        }

        @Override
        public int read(float[][] perChannel) {
            int count = Math.min(perChannel[0].length, frames - read);
            read += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public Optional<String> warning() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
