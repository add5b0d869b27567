package io.speecheq.sinks.history;

import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The topics as a history job reads them: what transactions committed, from where its checkpoint says, and without one from where it begins.
 *
 * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client
 * @param group of the consumers
 */
public record HistorySources(Map<String, String> connection, String group, Begin begin) {

    /** Behind a history job's name, the group of the one that writes to PostgreSQL. */
    public static final String POSTGRES_GROUP = "-postgres";

    /** Behind a history job's name, the group of the one that writes Parquet files. */
    public static final String PARQUET_GROUP = "-parquet";

    /** Where a job without a checkpoint begins. */
    public enum Begin {
        /** For a place that keeps its checkpoints: where it has none it is new, whatever its group has read for another one. */
        OLDEST_RECORD,
        /** For a place without: what its group had read is there; a new group begins with the oldest record. */
        WHERE_GROUP_STOPPED
    }

    public HistorySources {
        connection = Map.copyOf(connection);
    }

    public <T extends SpecificRecordBase> KafkaSource<T> of(HistoryTable<T> table) {
        Properties consumer = new Properties();
        consumer.putAll(connection);
        consumer.setProperty("isolation.level", "read_committed");
        return KafkaSource.<T>builder()
                .setProperties(consumer)
                .setGroupId(group)
                .setClientIdPrefix(group + "-" + table.name())
                .setTopics(table.topic().name())
                .setStartingOffsets(offsets())
                .setDeserializer(HistoryRecords.of(table))
                .build();
    }

    // The connector takes Kafka's old name for the strategy, and no other.
    @SuppressWarnings("deprecation")
    private OffsetsInitializer offsets() {
        return begin == Begin.OLDEST_RECORD
                ? OffsetsInitializer.earliest()
                : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }
}
