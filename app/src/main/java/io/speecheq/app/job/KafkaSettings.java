package io.speecheq.app.job;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What the brokers ask of every client beside their address, such as TLS and SASL: a file of properties, as Kafka's own tools take it with
 * {@code --command-config}. Its values are secrets, which no text of this class shows.
 *
 * @param file where they were read; empty where there are none
 */
public record KafkaSettings(String file, Map<String, String> values) {

    /** What each of our clients sets itself. */
    private static final Set<String> OURS = Set.of("bootstrap.servers", "bootstrap.controllers", "client.id");

    /** What plug-ins of these may take has names of their own. */
    private static final Set<String> OPEN_GROUPS = Set.of("security.", "sasl.", "ssl.", "config.providers");

    public KafkaSettings {
        values = Map.copyOf(values);
    }

    public static KafkaSettings none() {
        return new KafkaSettings("", Map.of());
    }

    /**
     * Those of a file; none where the text is blank.
     *
     * @throws IllegalArgumentException in one line, without values
     */
    public static KafkaSettings parse(String file) {
        if (file.isBlank()) {
            return none();
        }
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Of what was read nothing may be shown, so the reason is the kind of failure alone.
            throw new IllegalArgumentException("'" + file + "' cannot be read ("
                    + e.getClass().getSimpleName() + "): name a file of key=value lines");
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> values.put(key, read.getProperty(key)));
        requireKnown(file, values.keySet());
        return new KafkaSettings(file, values);
    }

    private static void requireKnown(String file, Set<String> keys) {
        if (keys.contains("bootstrap.servers")) {
            throw new IllegalArgumentException("'" + file
                    + "' names bootstrap.servers: take it out, and name the brokers with --bootstrap-servers");
        }
        String unknown = keys.stream().filter(key -> !isKnown(key)).sorted().collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("'" + file + "' sets " + unknown
                    + ": leave what every kind of client takes, such as security.protocol, sasl.… and ssl.…");
        }
    }

    private static boolean isKnown(String key) {
        return !OURS.contains(key)
                && (AdminClientConfig.configNames().contains(key)
                        || OPEN_GROUPS.stream().anyMatch(key::startsWith));
    }

    /** All that a client needs to reach those brokers. */
    public Map<String, String> connection(String bootstrapServers) {
        Map<String, String> connection = new HashMap<>(values);
        connection.put("bootstrap.servers", bootstrapServers);
        return Map.copyOf(connection);
    }

    /** For people: names alone. */
    @Override
    public String toString() {
        return Stream.of(file, new TreeSet<>(values.keySet()).toString())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
