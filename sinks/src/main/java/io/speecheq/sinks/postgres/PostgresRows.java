package io.speecheq.sinks.postgres;

import io.speecheq.sinks.history.HistoryTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How rows leave PostgreSQL again, while jobs may go on writing. */
public final class PostgresRows {

    private static final String PATIENCE = "SET LOCAL lock_timeout = '60s'";

    private final PostgresAddress address;

    public PostgresRows(PostgresAddress address) {
        this.address = address;
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
     * Deletes a table's rows of calls that began before a moment; those that claim to begin in the future, if they were written before it.
     *
     * @return how many
     */
    public int expire(HistoryTable<?> table, Instant before) throws PostgresFailedException {
        String sql = "DELETE FROM " + table.name() + " WHERE call_start < ? OR (call_start > now() AND stored_at < ?)";
        try (Connection connection = address.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.setObject(2, before.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw PostgresFailedException.of(address, e);
        }
    }
}
