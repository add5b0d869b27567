package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Windows that nobody takes for longer than the idle timeout: the channel's audio waits before the operator meanwhile. */
class BackPressureTest {

    private static final SpeechEqCodec<AudioChunk> CODEC = SpeechEqCodec.of(AudioChunk.class);
    private static final int SECONDS = 60;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    @Test
    void aChannelWhoseAudioIsNotReadIsNotTakenForSilent() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        ChannelOptions options = ChannelOptions.standard().withIdleTimeout(Duration.ofSeconds(2));
        FeatureStreams streams = new AudioToFeatures(options).apply(environment.fromData(records(), RawRecord.TYPE));
        streams.windows()
                .rebalance()
                .map(new StallingAtFirst())
                .returns(FeatureWindowType.type())
                .sinkTo(new DiscardingSink<>());

        List<ChannelClosed> closings = drain(streams.closings().executeAndCollect());

        assertThat(closings).singleElement().satisfies(closed -> {
            assertThat(closed.getTimedOut()).isFalse();
            assertThat(closed.getTotalMillis()).isEqualTo(1_000L * SECONDS);
        });
    }

    @Test
    void anOutputThatIsFullWheneverItIsAskedHoldsNoSilentChannelOpenWhileOthersAreRead() {
        Attention attention = new Attention(30_000, () -> false, 0);
        for (long now = 1_000; now < 30_000; now += 1_000) {
            attention.read(now, now);
            attention.waited(now, now);
        }

        assertThat(attention.idleAtMillis(0)).isEqualTo(30_000);
    }

    @Test
    void aFullOutputBehindWhichNothingIsReadIsABreak() {
        Attention attention = new Attention(30_000, () -> false, 0);
        attention.read(1_000, 1_000);
        attention.waited(5_000, 5_000);

        assertThat(attention.idleAtMillis(0)).isEqualTo(35_000);
    }

    private static <T> List<T> drain(CloseableIterator<T> iterator) throws Exception {
        List<T> values = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(values::add);
        }
        return values;
    }

    private static List<RawRecord> records() {
        List<RawRecord> records = new ArrayList<>();
        for (Chunk chunk : RecordedChannel.ofMillis(1, 8_000, 1_000L * SECONDS).chunks(8_000)) {
            records.add(RawRecord.of("speecheq.audio", records.size(), CODEC.encode(published(chunk))));
        }
        return records;
    }

    private static AudioChunk published(Chunk chunk) {
        return AudioChunk.newBuilder()
                .setCallId(chunk.id().callId())
                .setChannel(chunk.id().channel())
                .setCallStart(Instant.ofEpochMilli(chunk.id().callStartMillis()))
                .setStartSample(chunk.startSample())
                .setSampleRateHz(chunk.sampleRateHz())
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(chunk.payload().buffer())
                .setEndOfStream(chunk.endOfStream())
                .build();
    }

    /** Takes far longer than the idle timeout for the first window, and more comes behind it than the network holds. */
    private static final class StallingAtFirst implements MapFunction<FeatureWindow, FeatureWindow> {

        private static final long serialVersionUID = 1L;

        private boolean hasStalled;

        @Override
        public FeatureWindow map(FeatureWindow window) throws InterruptedException {
            if (!hasStalled) {
                hasStalled = true;
                Thread.sleep(6_000);
            }
            return window;
        }
    }
}
