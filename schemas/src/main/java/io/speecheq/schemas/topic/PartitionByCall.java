package io.speecheq.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The partition of a call: the one Kafka's own partitioner picks for a record whose key is the call id. For topics whose
 * key says more than the call, so that a call's records still share one partition number on every topic.
 */
public final class PartitionByCall {

    private PartitionByCall() {}

    /** A number in {@code 0..partitions − 1}: murmur2 of the id in UTF-8, as Kafka's default. */
    public static int of(String callId, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("a topic has at least 1 partition, not " + partitions);
        }
        return Utils.toPositive(Utils.murmur2(callId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
