package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AudioToFeaturesTest {

    private static final int CALLS = 6;
    private static final SpeechEqCodec<AudioChunk> CODEC = SpeechEqCodec.of(AudioChunk.class);
    private static final AtomicBoolean HAS_FAILED = new AtomicBoolean();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @Test
    void aJobThatFailsOnTheWayGivesEveryWindowOfEveryCallOnce() throws Exception {
        StreamExecutionEnvironment environment = environment();
        List<RawRecord> records = records();
        DataStream<RawRecord> source = environment
                .fromData(records, RawRecord.TYPE)
                .setParallelism(1)
                .map(new FailingOnce(records.size() / 2))
                .returns(RawRecord.TYPE)
                .setParallelism(1);

        FeatureStreams streams = AudioToFeatures.standard().apply(source);
        CloseableIterator<FeatureWindow> windows = streams.windows().collectAsync();
        CloseableIterator<ChannelClosed> closings = streams.closings().collectAsync();
        CloseableIterator<DeadLetter> letters = streams.deadLetters().collectAsync();
        environment.executeAsync();

        List<FeatureWindow> got = drain(windows);
        for (int call = 0; call < CALLS; call++) {
            String callId = "call-" + call;
            assertThat(got.stream().filter(window -> window.callId().equals(callId)))
                    .containsExactlyElementsOf(withId(Collected.from(chunks(call)).windows, call));
        }
        assertThat(drain(closings))
                .hasSize(CALLS)
                .allSatisfy(closed -> assertThat(closed.getWindows()).isEqualTo(3));
        assertThat(drain(letters)).extracting(DeadLetter::getError).containsExactly("UNDECODABLE");
        assertThat(HAS_FAILED).isTrue();
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(2);
        environment.enableCheckpointing(10);
        return environment;
    }

    private static List<RawRecord> records() {
        List<RawRecord> records = new ArrayList<>();
        records.add(RawRecord.of("speecheq.audio", 0, new byte[] {1, 2, 3}));
        for (int i = 0; i < chunks(0).size(); i++) {
            for (int call = 0; call < CALLS; call++) {
                byte[] value = CODEC.encode(published(chunks(call).get(i)));
                records.add(RawRecord.of("speecheq.audio", records.size(), value));
            }
        }
        return records;
    }

    private static List<Chunk> chunks(int call) {
        return RecordedChannel.ofMillis(call, 8_000, 4_600)
                .named(new ChannelId("call-" + call, "customer", 1_000))
                .chunks(1_600);
    }

    private static List<FeatureWindow> withId(List<FeatureWindow> windows, int call) {
        return windows.stream()
                .map(window -> new FeatureWindow(
                        "call-" + call,
                        window.channel(),
                        1_000,
                        window.index(),
                        window.startMillis(),
                        window.endMillis(),
                        window.frames(),
                        window.speechRatio(),
                        window.levelDbfs(),
                        window.lostRatio(),
                        window.consent(),
                        window.featureFingerprint(),
                        window.audioMillis(),
                        window.speech()))
                .toList();
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

    private static <T> List<T> drain(CloseableIterator<T> iterator) throws Exception {
        List<T> values = new ArrayList<>();
        try (iterator) {
            iterator.forEachRemaining(values::add);
        }
        return values;
    }

    /** Fails on the way to that record, the first time. */
    private record FailingOnce(int record) implements MapFunction<RawRecord, RawRecord> {

        @Override
        public RawRecord map(RawRecord raw) {
            if (raw.offset() == record && !HAS_FAILED.getAndSet(true)) {
                throw new IllegalStateException("the failure that this test asks for");
            }
            return raw;
        }
    }
}
