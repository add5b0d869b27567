package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistorySinks;
import io.speecheq.sinks.history.HistoryTable;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The four tables as sinks. A database that does not answer fails the job, which begins again from its checkpoint until one does; the topics hold what
 * waits.
 */
public final class PostgresSinks implements HistorySinks {

    private static final Map<HistoryTable<?>, Upsert<?>> UPSERTS = Map.of(
            HistoryTable.EMOTION_WINDOW, Upserts.EMOTION_WINDOW,
            HistoryTable.CALL_TRAJECTORY, Upserts.CALL_TRAJECTORY,
            HistoryTable.CALL, Upserts.CALL,
            HistoryTable.ALERT, Upserts.ALERT);

    private final PostgresAddress address;

    public PostgresSinks(PostgresAddress address) {
        this.address = address;
    }

    @Override
    public <T extends SpecificRecordBase> void write(DataStream<T> records, HistoryTable<T> table) {
        records.sinkTo(new UpsertSink<>(address, upsert(table)))
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

    /** The tables that there is a sink for. */
    static List<HistoryTable<?>> tables() {
        return List.copyOf(UPSERTS.keySet());
    }
}
