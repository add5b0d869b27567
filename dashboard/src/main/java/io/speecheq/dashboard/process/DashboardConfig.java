package io.speecheq.dashboard.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * All that a dashboard is told.
 *
 * @param bootstrapServers host:port of Kafka, comma-separated
 * @param applicationId names its consumer group and its changelogs; one for each dashboard that must see all calls
 * @param stateDirectory where Kafka Streams keeps its lock and checkpoints; not shared with another process
 * @param bindAddress name or number of the address to listen on
 * @param port 0 takes a free one
 * @param retention how long a call stays after the last that was heard of it
 * @param kafka further settings of Kafka's clients, such as security
 */
public record DashboardConfig(
        String bootstrapServers,
        String applicationId,
        Path stateDirectory,
        String bindAddress,
        int port,
        Duration retention,
        Map<String, String> kafka) {

    public static final String LOOPBACK = "127.0.0.1";

    public DashboardConfig {
        if (bootstrapServers.isBlank() || applicationId.isBlank() || bindAddress.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers, applicationId and bindAddress must not be blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must lie in 0..65535, not " + port);
        }
        if (retention.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("retention must be at least a second, not " + retention);
        }
        kafka = Map.copyOf(kafka);
    }

    /** On the loopback address, calls kept for an hour. */
    public static DashboardConfig local(String bootstrapServers, Path stateDirectory, int port) {
        return new DashboardConfig(
                bootstrapServers, "speecheq-dashboard", stateDirectory, LOOPBACK, port, Duration.ofHours(1), Map.of());
    }
}
