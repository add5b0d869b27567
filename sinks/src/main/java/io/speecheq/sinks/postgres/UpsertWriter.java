package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records into a table, in batches of one transaction each: when there are many, when the first has waited for half a second, and at every
 * checkpoint. A row that PostgreSQL refuses for what is in it is counted, told in the log and left out, since everything behind it would wait for ever;
 * whatever else goes wrong fails the job. Owned by the task's thread.
 */
final class UpsertWriter<T extends SpecificRecordBase> implements SinkWriter<T> {

    private static final Logger LOG = LoggerFactory.getLogger(UpsertWriter.class);
    private static final int BATCH_ROWS = 500;
    private static final long LONGEST_WAIT_MILLIS = 500;
    private static final int TOLD_CHARS = 40;

    private final PostgresAddress address;
    private final Upsert<T> upsert;
    private final ProcessingTimeService timers;
    private final Counter written;
    private final Counter refused;
    private final List<T> batch = new ArrayList<>();
    private @Nullable Connection connection;
    private boolean isTimerSet;

    UpsertWriter(PostgresAddress address, Upsert<T> upsert, ProcessingTimeService timers, MetricGroup metrics) {
        this.address = address;
        this.upsert = upsert;
        this.timers = timers;
        MetricGroup group = metrics.addGroup("speecheq");
        this.written = group.counter("rowsWritten");
        this.refused = group.counter("refusedRows");
    }

    @Override
    public void write(T record, Context context) throws IOException {
        batch.add(record);
        if (batch.size() >= BATCH_ROWS) {
            flush();
        } else if (!isTimerSet) {
            isTimerSet = true;
            var unused = timers.registerTimer(timers.getCurrentProcessingTime() + LONGEST_WAIT_MILLIS, this::onTimer);
        }
    }

    private void onTimer(long atMillis) throws IOException {
        isTimerSet = false;
        flush();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        flush();
    }

    private void flush() throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        try {
            if (connection == null) {
                connection = address.open();
                connection.setAutoCommit(false);
            }
            send(connection);
        } catch (SQLException e) {
            throw new UnwrittenRowsException(address, e);
        }
        batch.clear();
    }

    private void send(Connection open) throws SQLException {
        try {
            send(open, batch);
        } catch (SQLException e) {
            if (!isOfRow(e)) {
                throw e;
            }
            open.rollback();
            for (T record : batch) {
                sendAlone(open, record);
            }
        }
    }

    private void send(Connection open, List<T> records) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(upsert.sql())) {
            for (T record : records) {
                upsert.bind(statement, record);
                statement.addBatch();
            }
            int sent = statement.executeBatch().length;
            open.commit();
            written.inc(sent);
        }
    }

    private void sendAlone(Connection open, T record) throws SQLException {
        try {
            send(open, List.of(record));
        } catch (SQLException e) {
            if (!isOfRow(e)) {
                throw e;
            }
            open.rollback();
            refused.inc();
            String id = HistoryTable.callId(record);
            LOG.warn(
                    "history leaves out a row of {} that {} refuses (call {}): {}",
                    upsert.table(),
                    address,
                    id.length() > TOLD_CHARS ? id.substring(0, TOLD_CHARS) + "…" : id,
                    PostgresFailedException.words(e));
        }
    }

    /** Whether what is wrong is in the row: a value, a constraint, or more than an index can hold. */
    private static boolean isOfRow(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    /** What was not flushed comes again from the checkpoint. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.info("a connection to {} was gone before it was closed", address, e);
        }
    }
}
