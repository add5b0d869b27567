package io.speecheq.app.history;

import io.speecheq.app.job.BrokerAddresses;
import io.speecheq.app.job.CommandArguments;
import io.speecheq.app.job.DurationText;
import io.speecheq.app.job.InvalidConfigurationException;
import io.speecheq.app.job.KafkaSettings;
import io.speecheq.sinks.postgres.PostgresAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where history comes from and goes to.
 *
 * @param bootstrapServers Kafka, host:port with commas between
 * @param postgres the database to keep it in
 * @param parquet the folder of Parquet files to keep it in: a path, or a URI that a cluster reaches
 * @param roll processing time after which what was read is in a complete file
 * @param jobName names the consumer groups; under another one a database gets the oldest records that the topics hold
 * @param parallelism subtasks of each step
 * @param kafkaSettings what the brokers ask of a client beside their address
 */
public record HistoryConfiguration(
        String bootstrapServers,
        Optional<PostgresAddress> postgres,
        Optional<String> parquet,
        Duration roll,
        String jobName,
        int parallelism,
        KafkaSettings kafkaSettings) {

    public static final String USUAL_NAME = "speecheq-history";
    public static final String USUAL_ROLL = "5m";

    private static final Map<String, String> DEFAULTS = Map.of(
            "bootstrap-servers", "localhost:9092",
            "kafka-config", "",
            "postgres", "",
            "parquet", "",
            "roll-interval", USUAL_ROLL,
            "job-name", USUAL_NAME,
            "parallelism", "1");

    /**
     * Reads {@code --key value} and {@code --key=value}, as {@code flink run} hands them on.
     *
     * @throws InvalidConfigurationException with every problem that there is
     */
    static HistoryConfiguration parse(String[] arguments, Map<String, String> environment)
            throws InvalidConfigurationException {
        List<String> problems = new ArrayList<>();
        return of(CommandArguments.values(arguments, problems), environment, problems);
    }

    /**
     * The configuration of those values, with the defaults for the keys that are absent.
     *
     * @param environment where user and password of the database may be named
     * @throws InvalidConfigurationException with every problem that there is
     */
    public static HistoryConfiguration of(Map<String, String> values, Map<String, String> environment)
            throws InvalidConfigurationException {
        return of(values, environment, new ArrayList<>());
    }

    private static HistoryConfiguration of(
            Map<String, String> given, Map<String, String> environment, List<String> problems)
            throws InvalidConfigurationException {
        given.keySet().stream()
                .filter(key -> !DEFAULTS.containsKey(key))
                .forEach(key -> problems.add("there is no option --" + key));
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        values.putAll(given);
        Reading reading = new Reading(values, problems);
        String servers = reading.value("bootstrap-servers", BrokerAddresses::parse, "");
        KafkaSettings kafkaSettings = reading.value("kafka-config", KafkaSettings::parse, KafkaSettings.none());
        Optional<PostgresAddress> postgres = reading.value(
                "postgres",
                text -> text.isBlank() ? Optional.empty() : Optional.of(PostgresAddress.parse(text, environment)),
                Optional.empty());
        Duration roll = reading.value("roll-interval", DurationText::parse, Duration.ofMinutes(5));
        if (roll.toMillis() < 100) {
            problems.add("--roll-interval: each makes a file for every day and table; write 100ms or more");
        }
        String jobName = values.getOrDefault("job-name", "");
        if (!jobName.matches("[A-Za-z0-9._-]{1,100}")) {
            problems.add("--job-name: '" + jobName
                    + "' is not made of 1 to 100 letters, digits, dots, dashes and underscores");
        }
        String parallelism = values.getOrDefault("parallelism", "");
        if (!parallelism.matches("[1-9]\\d{0,3}")) {
            problems.add("--parallelism: '" + parallelism + "' is no number from 1 to 9999");
        }
        Optional<String> parquet =
                Optional.of(values.getOrDefault("parquet", "")).filter(text -> !text.isBlank());
        if (postgres.isEmpty() && parquet.isEmpty() && problems.isEmpty()) {
            problems.add("name where to keep history: --postgres jdbc:postgresql://…, --parquet DIR, or both");
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return new HistoryConfiguration(
                servers, postgres, parquet, roll, jobName, Integer.parseInt(parallelism), kafkaSettings);
    }

    /** Reads values one by one and notes what is wrong with them. */
    private record Reading(Map<String, String> values, List<String> problems) {

        <T> T value(String key, Function<String, T> parser, T otherwise) {
            try {
                return parser.apply(values.getOrDefault(key, ""));
            } catch (IllegalArgumentException e) {
                problems.add("--" + key + ": " + e.getMessage());
                return otherwise;
            }
        }
    }

    Map<String, String> connection() {
        return kafkaSettings.connection(bootstrapServers);
    }
}
