package io.speecheq.dashboard.process;

import io.speecheq.dashboard.history.JdbcHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that a dashboard is told.
 *
 * @param bootstrapServers host:port of Kafka, comma-separated
 * @param applicationId names its consumer group and its changelogs; one for each dashboard that must see all calls
 * @param stateDirectory where Kafka Streams keeps its lock and checkpoints; not shared with another process
 * @param retention how long a call stays after the last that was heard of it
 * @param history JDBC address of the PostgreSQL that keeps calls for longer
 * @param kafka further settings of Kafka's clients, such as security
 */
public record DashboardConfig(
        String bootstrapServers,
        String applicationId,
        Path stateDirectory,
        Listening listening,
        Duration retention,
        Optional<String> history,
        Map<String, String> kafka) {

    /** The application id of a Kafka's only dashboard. */
    public static final String USUAL_APPLICATION_ID = "speecheq-dashboard";

    /** Changelogs are named after it, and topics' names have 249 characters at most; a folder is, too. */
    private static final Pattern APPLICATION_ID = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}");

    public DashboardConfig {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must not be blank");
        }
        if (!APPLICATION_ID.matcher(applicationId).matches()) {
            throw new IllegalArgumentException("an application id is 1 to 200 characters of a-z, A-Z, 0-9, '.', '_' and"
                    + " '-', such as " + USUAL_APPLICATION_ID + ", not " + applicationId);
        }
        if (retention.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("retention must be at least a second, not " + retention);
        }
        kafka = Map.copyOf(kafka);
    }

    /** On the loopback address, calls kept for an hour. */
    public static DashboardConfig local(String bootstrapServers, String applicationId, Path stateDirectory, int port) {
        return new DashboardConfig(
                bootstrapServers,
                applicationId,
                stateDirectory,
                Listening.locally(port),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of());
    }

    /**
     * Looks at what stands in files, before anything is started.
     *
     * @throws IllegalArgumentException one line, when tokens, key store or history cannot be used
     */
    public void requireUsable() throws IOException {
        listening.access();
        listening.tls().ifPresent(KeyStoreFile::context);
        history.ifPresent(JdbcHistory::requireAddress);
    }
}
