package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions.JdbcConnectionOptionsBuilder;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The four tables as sinks. Each is at least once, and every statement an {@link Upsert}: what comes again after a failure changes nothing. A database
 * that does not answer fails the job, which begins again from its checkpoint until one does; the topics hold what waits.
 */
public final class PostgresSinks {

    private static final int BATCH_ROWS = 500;
    private static final Duration LONGEST_BATCH = Duration.ofMillis(500);
    private static final int RETRIES = 2;

    private static final Map<HistoryTable<?>, Upsert<?>> UPSERTS = Map.of(
            HistoryTable.EMOTION_WINDOW, Upserts.EMOTION_WINDOW,
            HistoryTable.CALL_TRAJECTORY, Upserts.CALL_TRAJECTORY,
            HistoryTable.CALL, Upserts.CALL,
            HistoryTable.ALERT, Upserts.ALERT);

    private final PostgresAddress address;

    public PostgresSinks(PostgresAddress address) {
        this.address = address;
    }

    /** Writes the records of a table into it. */
    public <T extends SpecificRecordBase> void write(DataStream<T> records, HistoryTable<T> table) {
        Upsert<T> upsert = upsert(table);
        records.filter(new FittingKeys<>(upsert))
                .name(table.name() + " rows")
                .uid("rows-" + table.name())
                .sinkTo(sink(upsert))
                .name(table.name() + " table")
                .uid("table-" + table.name());
    }

    // The map's values are made for its keys.
    @SuppressWarnings("unchecked")
    private static <T extends SpecificRecordBase> Upsert<T> upsert(HistoryTable<T> table) {
        Upsert<?> upsert = UPSERTS.get(table);
        if (upsert == null) {
            throw new IllegalArgumentException("no table is made for " + table.name());
        }
        return (Upsert<T>) upsert;
    }

    private <T extends SpecificRecordBase> Sink<T> sink(Upsert<T> upsert) {
        return JdbcSink.<T>builder()
                .withQueryStatement(upsert.sql(), upsert)
                .withExecutionOptions(JdbcExecutionOptions.builder()
                        .withBatchSize(BATCH_ROWS)
                        .withBatchIntervalMs(LONGEST_BATCH.toMillis())
                        .withMaxRetries(RETRIES)
                        .build())
                .buildAtLeastOnce(connection());
    }

    private JdbcConnectionOptions connection() {
        JdbcConnectionOptionsBuilder options = new JdbcConnectionOptionsBuilder()
                .withUrl(address.url())
                .withDriverName(PostgresAddress.DRIVER)
                .withConnectionCheckTimeoutSeconds(10);
        address.properties().forEach(options::withProperty);
        return options.build();
    }

    /** The tables that there is a sink for. */
    static List<HistoryTable<?>> tables() {
        return List.copyOf(UPSERTS.keySet());
    }
}
