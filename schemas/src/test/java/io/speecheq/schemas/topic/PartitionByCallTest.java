package io.speecheq.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PartitionByCallTest {

    @Test
    void itIsThePartitionOfKafkasOwnPartitionerForTheCallAsKey() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder call = new StringBuilder();
            random.ints(random.nextInt(30), ' ', 0x2FF).forEach(call::appendCodePoint);
            int partitions = 1 + random.nextInt(64);

            assertThat(PartitionByCall.of(call.toString(), partitions))
                    .as("call %s of %d", call, partitions)
                    .isEqualTo(BuiltInPartitioner.partitionForKey(
                            call.toString().getBytes(StandardCharsets.UTF_8), partitions));
        }
    }

    @Test
    void callsAreSpreadOverAllPartitions() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(call -> PartitionByCall.of("call-" + call, 12))
                        .distinct())
                .hasSize(12);
    }

    @Test
    void aTopicWithoutPartitionsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartitionByCall.of("call", 0))
                .withMessage("a topic has at least 1 partition, not 0");
    }
}
