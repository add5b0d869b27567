package io.speecheq.systemtests.cluster;

import io.speecheq.app.broker.EmbeddedBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** PostgreSQL as processes of its own, over one folder and port: it goes away and comes back with what it holds. */
final class Database implements AutoCloseable {

    private final Path folder;
    private final int port = EmbeddedBroker.freePort();
    private Optional<EmbeddedPostgres> running = Optional.empty();

    Database(Path folder) {
        this.folder = folder;
    }

    void start() throws IOException {
        running = Optional.of(EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .start());
    }

    void stop() throws IOException {
        if (running.isPresent()) {
            running.get().close();
            running = Optional.empty();
        }
    }

    /** As {@code history --postgres} takes it. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** A connection of its own, for the caller to close. */
    Connection open() throws SQLException {
        return DriverManager.getConnection(url());
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
