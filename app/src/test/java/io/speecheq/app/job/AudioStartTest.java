package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioStartTest {

    private static final TopicPartition PARTITION = new TopicPartition("speecheq.audio", 3);
    private static final long END = 9;

    @ParameterizedTest
    @CsvSource({
        "committed, " + KafkaPartitionSplit.COMMITTED_OFFSET + ", earliest",
        "earliest, " + KafkaPartitionSplit.EARLIEST_OFFSET + ", earliest",
        "latest, " + END + ", latest"
    })
    void thePlaceIsThatOfTheTopic(String from, long offset, String otherwise) throws Exception {
        JobConfiguration configuration = JobConfiguration.of(Map.of("model", "a.onnx", "from", from));

        OffsetsInitializer offsets = configuration.from().offsets();

        assertThat(offsets.getPartitionOffsets(List.of(PARTITION), new Topic()))
                .containsExactly(Map.entry(PARTITION, offset));
        assertThat(offsets.getAutoOffsetResetStrategy()).hasToString(otherwise);
    }

    /** The partition's end is known; its begin, and what the group has committed, the consumer finds by itself. */
    private static final class Topic implements OffsetsInitializer.PartitionOffsetsRetriever {

        @Override
        public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
            throw new UnsupportedOperationException("asked for committed offsets");
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            return Map.of(PARTITION, END);
        }

        @Override
        public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
            throw new UnsupportedOperationException("asked for the begin");
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            throw new UnsupportedOperationException("asked for a time");
        }
    }
}
