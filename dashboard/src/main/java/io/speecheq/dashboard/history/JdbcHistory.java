package io.speecheq.dashboard.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history in PostgreSQL. It asks for these columns and no others: {@code call(call_id, call_start, status, record)},
 * {@code call_trajectory(call_id, channel, record)}, {@code emotion_window(call_id, channel, window_index, record)},
 * {@code alert(call_id, record)}. Questions are rare, so each has a connection of its own: nothing is left over when the
 * database restarts.
 */
public final class JdbcHistory implements CallHistory {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcHistory.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 10;

    private final String url;
    private final Properties connection = new Properties();

    /**
     * @param url begins with {@code jdbc:postgresql:}
     * @param environment where user and password are named, PGUSER and PGPASSWORD, unless they stand in the address
     */
    public JdbcHistory(String url, Map<String, String> environment) {
        this.url = requireAddress(url);
        // Else a database that is gone without a word would hold whoever asks for minutes.
        connection.setProperty("connectTimeout", "5");
        connection.setProperty("socketTimeout", "" + 2 * PATIENCE_SECONDS);
        Optional.ofNullable(environment.get("PGUSER")).ifPresent(user -> connection.setProperty("user", user));
        Optional.ofNullable(environment.get("PGPASSWORD"))
                .ifPresent(password -> connection.setProperty("password", password));
    }

    /**
     * The address, if it is one of PostgreSQL.
     *
     * @throws IllegalArgumentException one line, when it is none
     */
    public static String requireAddress(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the history must be jdbc:postgresql://HOST/DATABASE");
        }
        return url;
    }

    /** What a row becomes. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException, JsonProcessingException;
    }

    /** What stands for the question marks. */
    private interface Values {
        void put(PreparedStatement statement) throws SQLException;
    }

    @Override
    public Optional<KeptCall> call(String callId) throws HistoryUnavailableException {
        return ask(
                        "select call_id, call_start, status, record::text from call where call_id = ?",
                        statement -> statement.setString(1, callId),
                        JdbcHistory::call)
                .stream()
                .findFirst();
    }

    @Override
    public List<ObjectNode> trajectories(String callId) throws HistoryUnavailableException {
        return ask(
                "select record::text from call_trajectory where call_id = ? order by channel",
                statement -> statement.setString(1, callId),
                row -> record(row, 1));
    }

    @Override
    public List<ObjectNode> alerts(String callId) throws HistoryUnavailableException {
        return ask(
                "select record::text from alert where call_id = ?"
                        + " order by (record::jsonb->>'fromMillis')::bigint, record::jsonb->>'rule' limit 1000",
                statement -> statement.setString(1, callId),
                row -> record(row, 1));
    }

    @Override
    public List<ObjectNode> windows(String callId, String channel, int from, int most)
            throws HistoryUnavailableException {
        return ask(
                "select record::text from emotion_window where call_id = ? and channel = ? and window_index >= ?"
                        + " order by window_index limit ?",
                statement -> {
                    statement.setString(1, callId);
                    statement.setString(2, channel);
                    statement.setInt(3, from);
                    statement.setInt(4, most);
                },
                row -> record(row, 1));
    }

    @Override
    public List<KeptCall> search(String text, int most) throws HistoryUnavailableException {
        String plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return ask(
                "select call_id, call_start, status, record::text from call where call_id ilike ?"
                        + " order by call_id ilike ? desc, call_start desc limit ?",
                statement -> {
                    statement.setString(1, "%" + plain + "%");
                    statement.setString(2, plain + "%");
                    statement.setInt(3, most);
                },
                JdbcHistory::call);
    }

    private static KeptCall call(ResultSet row) throws SQLException, JsonProcessingException {
        return new KeptCall(row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3), record(row, 4));
    }

    private static ObjectNode record(ResultSet row, int column) throws SQLException, JsonProcessingException {
        JsonNode record = JSON.readTree(row.getString(column));
        return record instanceof ObjectNode object ? object : JSON.createObjectNode();
    }

    private <T> List<T> ask(String question, Values values, Row<T> row) throws HistoryUnavailableException {
        try (Connection open = DriverManager.getConnection(url, connection);
                PreparedStatement statement = open.prepareStatement(question)) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            values.put(statement);
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row.read(found));
                }
            }
            return rows;
        } catch (SQLException | JsonProcessingException e) {
            LOG.warn("the history cannot be read", e);
            throw new HistoryUnavailableException(e);
        }
    }
}
