package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** How rows leave PostgreSQL again, while jobs may go on writing. */
public final class PostgresRows {

    /** Seconds' work: far within the time that a connection waits for an answer. */
    private static final int USUAL_ROWS = 20_000;

    private static final String PATIENCE = "SET LOCAL lock_timeout = '60s'";

    private final PostgresAddress address;
    private final int rowsPerTransaction;

    public PostgresRows(PostgresAddress address) {
        this(address, USUAL_ROWS);
    }

    PostgresRows(PostgresAddress address, int rowsPerTransaction) {
        this.address = address;
        this.rowsPerTransaction = rowsPerTransaction;
    }

    /**
     * Deletes all rows of a call in one transaction, with a note that keeps what the topics still tell of it from being written again.
     *
     * @return how many rows each table lost
     */
    public Map<HistoryTable<?>, Integer> erase(String callId) throws PostgresFailedException {
        try (Connection connection = address.open()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PATIENCE);
                // Writers under way end first, and those that wait look at the note once they go on: no row slips
                // between it and the deletion.
                statement.execute("LOCK TABLE "
                        + HistoryTable.all().stream().map(HistoryTable::name).collect(Collectors.joining(", "))
                        + " IN SHARE ROW EXCLUSIVE MODE");
            }
            String stored = PostgresText.of(callId);
            update(
                    connection,
                    "INSERT INTO erased_call (call_sha256) VALUES (sha256(convert_to(?, 'UTF8'))) ON CONFLICT DO NOTHING",
                    stored);
            Map<HistoryTable<?>, Integer> deleted = new LinkedHashMap<>();
            for (HistoryTable<?> table : HistoryTable.all()) {
                deleted.put(table, update(connection, "DELETE FROM " + table.name() + " WHERE call_id = ?", stored));
            }
            connection.commit();
            return deleted;
        } catch (SQLException e) {
            throw PostgresFailedException.of(address, e);
        }
    }

    private static int update(Connection connection, String sql, String callId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, callId);
            return statement.executeUpdate();
        }
    }

    /**
     * Deletes a table's rows of calls that began before a moment; those that claim to begin in the future, if they were written before it. Many rows, a
     * transaction each: what is deleted stays deleted where this is broken off.
     *
     * @param progress is told after each transaction how many are deleted
     * @return how many
     */
    public long expire(HistoryTable<?> table, Instant before, LongConsumer progress) throws PostgresFailedException {
        String sql = "SELECT ctid::text FROM " + table.name()
                + " WHERE call_start < ? OR (call_start > now() AND stored_at < ?)";
        try (Connection reading = address.open();
                Connection deleting = address.open();
                PreparedStatement select = reading.prepareStatement(sql)) {
            // Places of rows are read once over, as they come: no place is given to another row while this lasts.
            reading.setAutoCommit(false);
            reading.setNetworkTimeout(Runnable::run, 0);
            select.setFetchSize(rowsPerTransaction);
            select.setObject(1, before.atOffset(ZoneOffset.UTC));
            select.setObject(2, before.atOffset(ZoneOffset.UTC));
            return delete(table, select.executeQuery(), deleting, progress);
        } catch (SQLException e) {
            throw PostgresFailedException.of(address, e);
        }
    }

    private long delete(HistoryTable<?> table, ResultSet places, Connection connection, LongConsumer progress)
            throws SQLException {
        String sql = "DELETE FROM " + table.name() + " WHERE ctid = ANY (?::text[]::tid[])";
        long deleted = 0;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            List<String> next = new ArrayList<>();
            boolean isMore = places.next();
            while (isMore) {
                next.add(places.getString(1));
                isMore = places.next();
                if (!isMore || next.size() == rowsPerTransaction) {
                    delete.setArray(1, connection.createArrayOf("text", next.toArray()));
                    deleted += delete.executeUpdate();
                    progress.accept(deleted);
                    next.clear();
                }
            }
        }
        return deleted;
    }
}
