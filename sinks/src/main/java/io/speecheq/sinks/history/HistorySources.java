package io.speecheq.sinks.history;

import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The topics as a history job reads them: what transactions committed, from where its group stopped, or else from the oldest record.
 *
 * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client
 * @param group of the consumers; another one begins anew
 */
public record HistorySources(Map<String, String> connection, String group) {

    public HistorySources {
        connection = Map.copyOf(connection);
    }

    // The connector takes Kafka's old name for the strategy, and no other.
    @SuppressWarnings("deprecation")
    public <T extends SpecificRecordBase> KafkaSource<T> of(HistoryTable<T> table) {
        Properties consumer = new Properties();
        consumer.putAll(connection);
        consumer.setProperty("isolation.level", "read_committed");
        return KafkaSource.<T>builder()
                .setProperties(consumer)
                .setGroupId(group)
                .setClientIdPrefix(group + "-" + table.name())
                .setTopics(table.topic().name())
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(HistoryRecords.of(table))
                .build();
    }
}
