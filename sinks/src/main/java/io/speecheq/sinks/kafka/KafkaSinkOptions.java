package io.speecheq.sinks.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Where and how the job writes.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param guarantee at least once, or exactly once by transactions that end with the checkpoint
 * @param transactionalIdPrefix names this job's transactions: the same for every start of one job, another for every
 *     other job on the cluster; of no effect at least once
 * @param transactionTimeout after which Kafka ends a transaction by itself, and what it holds is lost: longer than a
 *     checkpoint and a restart take, at most what the brokers allow; of no effect at least once
 * @param producer further settings of Kafka's producer, such as security
 */
public record KafkaSinkOptions(
        String bootstrapServers,
        DeliveryGuarantee guarantee,
        String transactionalIdPrefix,
        Duration transactionTimeout,
        Map<String, String> producer)
        implements Serializable {

    public KafkaSinkOptions {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name a broker");
        }
        if (guarantee == DeliveryGuarantee.NONE) {
            throw new IllegalArgumentException("guarantee must be AT_LEAST_ONCE or EXACTLY_ONCE, not NONE");
        }
        if (transactionalIdPrefix.isBlank()) {
            throw new IllegalArgumentException("transactionalIdPrefix must not be blank");
        }
        if (transactionTimeout.toMillis() < 1 || transactionTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("transactionTimeout must be 1 ms to 24 days, is " + transactionTimeout);
        }
        producer = Map.copyOf(producer);
    }

    /** At least once, no further settings. */
    public static KafkaSinkOptions atLeastOnce(String bootstrapServers) {
        return new KafkaSinkOptions(
                bootstrapServers, DeliveryGuarantee.AT_LEAST_ONCE, "speecheq", Duration.ofMinutes(10), Map.of());
    }
}
