package io.speecheq.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.schemas.record.DeadLetterHeader;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class KafkaRecordsTest {

    private static final WallClock NOON = () -> 1_000_000L;
    private static final KafkaSinkContext CLUSTER = new TwelvePartitions();

    @Test
    void anEmotionGoesUnderItsCallAndItsValueTellsNoWallClock() throws Exception {
        EmotionWindow window = window("call-7");
        ProducerRecord<byte[], byte[]> record = emotions(NOON).serialize(window, CLUSTER, -5L);

        assertThat(new String(record.key(), UTF_8)).isEqualTo("call-7");
        assertThat(record.partition()).isNull();
        assertThat(record.timestamp()).isNull();
        assertThat(SpeechEqCodec.of(EmotionWindow.class).decode(record.value())).isEqualTo(window);
        assertThat(record.value())
                .isEqualTo(emotions(() -> 5L).serialize(window, CLUSTER, null).value());
        assertThat(header(record, WriteTime.HEADER)).isEqualTo("1000000");
    }

    @Test
    void aTrajectoryGoesUnderCallAndChannelToThePartitionOfItsCall() {
        for (int i = 0; i < 100; i++) {
            String callId = "call-" + i;
            ProducerRecord<byte[], byte[]> record =
                    new TrajectoryRecords("t", NOON).serialize(trajectory(callId), CLUSTER, null);

            assertThat(record.key()).isEqualTo(new TrajectoryKey(callId, "customer").bytes());
            assertThat(record.partition()).isEqualTo(PartitionByCall.of(callId, 12));
        }
    }

    @Test
    void aDeadLetterKeepsWhatCameAndSaysWhy() {
        DeadLetter letter = letter(new byte[] {1, 2, 3});
        ProducerRecord<byte[], byte[]> record = new DeadLetterRecords("dead", NOON).serialize(letter, CLUSTER, null);

        assertThat(record.key()).containsExactly(9);
        assertThat(record.value()).containsExactly(1, 2, 3);
        assertThat(record.timestamp()).isEqualTo(77L);
        assertThat(header(record, "trace")).isEqualTo("abc");
        assertThat(record.headers().lastHeader("empty").value()).isNull();
        assertThat(header(record, LetterHeaders.EXCEPTION)).isEqualTo("UNKNOWN_SCHEMA");
        assertThat(header(record, LetterHeaders.MESSAGE)).isEqualTo("not a record");
        assertThat(header(record, LetterHeaders.TOPIC)).isEqualTo("speecheq.audio");
        assertThat(header(record, LetterHeaders.PARTITION)).isEqualTo("3");
        assertThat(header(record, LetterHeaders.OFFSET)).isEqualTo("42");
    }

    @Test
    void aDeadLetterThatNoBrokerWouldTakeIsCutAndSaysSo() {
        ProducerRecord<byte[], byte[]> record =
                new DeadLetterRecords("dead", NOON).serialize(letter(new byte[5_000_000]), CLUSTER, null);

        assertThat(record.value()).hasSizeLessThan(1024 * 1024);
        assertThat(header(record, LetterHeaders.CUT_FROM_BYTES)).isEqualTo("5000000");
    }

    @Test
    void headersThatNoBrokerWouldTakeAreLeftOut() {
        DeadLetter letter = letter(new byte[] {1});
        letter.setHeaders(Collections.nCopies(100, new DeadLetterHeader("h", ByteBuffer.allocate(100_000))));
        letter.setKey(ByteBuffer.allocate(2_000_000));
        ProducerRecord<byte[], byte[]> record = new DeadLetterRecords("dead", NOON).serialize(letter, CLUSTER, null);

        assertThat(record.headers().lastHeader("h")).isNull();
        assertThat(record.key()).isNull();
        assertThat(record.value()).containsExactly(1);
        assertThat(header(record, LetterHeaders.CUT_HEADERS)).isEqualTo("100");
        assertThat(header(record, LetterHeaders.CUT_KEY_BYTES)).isEqualTo("2000000");
    }

    @Test
    void aDeadLetterFromTheFutureIsStampedByKafka() {
        DeadLetter letter = letter(new byte[] {1});
        letter.setTimestampMillis(Long.MAX_VALUE);

        assertThat(new DeadLetterRecords("dead", NOON)
                        .serialize(letter, CLUSTER, null)
                        .timestamp())
                .isNull();
    }

    @Test
    void sinksTravelInAJobGraph() throws Exception {
        KafkaSinks sinks = new KafkaSinks(new KafkaSinkOptions(
                "localhost:9092",
                DeliveryGuarantee.EXACTLY_ONCE,
                "job",
                Duration.ofMinutes(10),
                Map.of("security.protocol", "PLAINTEXT")));

        InstantiationUtil.serializeObject(sinks.emotions());
        InstantiationUtil.serializeObject(sinks.trajectories());
        InstantiationUtil.serializeObject(sinks.deadLetters());
    }

    @Test
    void writingWithoutAGuaranteeIsRefused() {
        assertThatThrownBy(() ->
                        new KafkaSinkOptions("b:1", DeliveryGuarantee.NONE, "job", Duration.ofMinutes(10), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return new String(header.value(), UTF_8);
    }

    private static RecordsByCall<EmotionWindow> emotions(WallClock clock) {
        return new RecordsByCall<>("t", EmotionWindow.class, EmotionWindow::getCallId, clock);
    }

    private static EmotionWindow window(String callId) {
        return new EmotionWindow(
                callId,
                "customer",
                0,
                0L,
                3_000L,
                Instant.ofEpochMilli(-5),
                0f,
                -60f,
                null,
                NotAssessed.NO_SPEECH,
                null,
                List.of());
    }

    private static CallTrajectory trajectory(String callId) {
        EmotionSummary nothing = EmotionSummary.newBuilder()
                .setFromMillis(0)
                .setToMillis(0)
                .setAssessedWindows(0)
                .setShares(Collections.nCopies(9, 0f))
                .build();
        return CallTrajectory.newBuilder()
                .setCallId(callId)
                .setChannel("customer")
                .setCallStart(Instant.EPOCH)
                .setStatus(TrajectoryStatus.ACTIVE)
                .setRevision(1)
                .setWindows(0)
                .setDurations(new Durations(0L, 0L, 0L, 0L, 0L))
                .setOverall(nothing)
                .setQuarters(List.of())
                .setSegments(List.of())
                .setNotAssessed(List.of())
                .setModels(List.of())
                .build();
    }

    private static DeadLetter letter(byte[] value) {
        return DeadLetter.newBuilder()
                .setTopic("speecheq.audio")
                .setPartition(3)
                .setOffset(42)
                .setTimestampMillis(77)
                .setKey(ByteBuffer.wrap(new byte[] {9}))
                .setValue(ByteBuffer.wrap(value))
                .setHeaders(List.of(
                        new DeadLetterHeader("trace", ByteBuffer.wrap("abc".getBytes(UTF_8))),
                        new DeadLetterHeader("empty", null)))
                .setError("UNKNOWN_SCHEMA")
                .setMessage("not a record")
                .build();
    }

    /** A cluster whose topics have 12 partitions. */
    private record TwelvePartitions() implements KafkaSinkContext {

        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return IntStream.range(0, 12).toArray();
        }
    }
}
