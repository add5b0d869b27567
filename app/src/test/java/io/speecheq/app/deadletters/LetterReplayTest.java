package io.speecheq.app.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.kafka.LetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LetterReplayTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
    private static final LetterFilter WANTED = new LetterFilter(Set.of(), Optional.of("wanted"), Optional.empty());

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void aLetterIsCommittedThoughTheTopicGoesOnForLongWithoutAnother() {
        List<ConsumerRecord<byte[], byte[]>> letters = IntStream.range(0, 40)
                .mapToObj(offset -> letter(offset, offset == 0 || offset == 39))
                .toList();

        ReplayCount count = replay(letters);

        assertThat(count.sent()).isEqualTo(2);
        assertThat(producer.commitCount()).isEqualTo(2);
    }

    @Test
    void lettersThatLieCloseTogetherLeaveTogether() {
        List<ConsumerRecord<byte[], byte[]>> letters =
                IntStream.range(0, 4).mapToObj(offset -> letter(offset, true)).toList();

        ReplayCount count = replay(letters);

        assertThat(count.sent()).isEqualTo(4);
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    private ReplayCount replay(List<ConsumerRecord<byte[], byte[]>> letters) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) letters.size()));
        // The topic is read twice.
        consumer.schedulePollTask(() -> letters.forEach(consumer::addRecord));
        consumer.schedulePollTask(() -> letters.forEach(consumer::addRecord));
        producer.initTransactions();
        LetterTopic topic =
                new LetterTopic(consumer, Map.of(PARTITION, (long) letters.size()), Set.of(Topics.AUDIO.name()));
        try (topic;
                LetterReplay replay = new LetterReplay(producer, new SecondALook())) {
            return replay.send(topic, WANTED, false, line -> {});
        }
    }

    private static ConsumerRecord<byte[], byte[]> letter(long offset, boolean isWanted) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(LetterHeaders.EXCEPTION, "UNDECODABLE".getBytes(StandardCharsets.UTF_8));
        headers.add(LetterHeaders.TOPIC, Topics.AUDIO.name().getBytes(StandardCharsets.UTF_8));
        byte[] key = (isWanted ? "wanted" : "other").getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                0,
                TimestampType.LOG_APPEND_TIME,
                key.length,
                1,
                key,
                new byte[] {1},
                headers,
                Optional.empty());
    }

    /** Whoever looks at it finds it a second later. */
    private static final class SecondALook extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }
}
