package io.speecheq.app.job;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.release.ModelStores;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.sinks.alert.RulesFile;
import io.speecheq.sinks.follow.CallOptions;
import io.speecheq.streamfeatures.channel.ChannelOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Everything that two deployments of the job may differ in; read once, in {@code main}.
 *
 * @param bootstrapServers Kafka, host:port with commas between
 * @param model the network's ONNX file: a path, or a {@code file:} URI, under which whoever submits and every task manager find it
 * @param operators what the operators are told
 * @param releases which releases it takes while it runs, and when
 * @param from where a start without state begins to read audio
 * @param guarantee of what is written to Kafka
 * @param checkpointInterval processing time between checkpoints; with exactly once, results show up at this pace
 * @param transactionTimeout with exactly once, after which Kafka ends a transaction by itself
 * @param parallelism subtasks of each step; 0 leaves it to the cluster
 * @param jobName names the consumer group and the transactions: the same for every start of a job, another for every other job on the same Kafka
 * @param kafkaSettings what the brokers ask of a client beside their address
 */
public record JobConfiguration(
        String bootstrapServers,
        String model,
        OperatorOptions operators,
        ReleaseOptions releases,
        AudioStart from,
        DeliveryGuarantee guarantee,
        Duration checkpointInterval,
        Duration transactionTimeout,
        int parallelism,
        String jobName,
        KafkaSettings kafkaSettings) {

    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("bootstrap-servers", "localhost:9092");
        defaults.put("kafka-config", "");
        defaults.put("model", "");
        defaults.put("device", "auto");
        defaults.put("stores", "");
        defaults.put("release-lead", "");
        defaults.put("analyse", "customer");
        defaults.put("window", "3s");
        defaults.put("hop", "1s");
        defaults.put("lateness", "2s");
        defaults.put("idle-timeout", "30s");
        defaults.put("longest-call", "24h");
        defaults.put("alert-rules", "usual");
        defaults.put("from", "committed");
        defaults.put("guarantee", "at-least-once");
        defaults.put("checkpoint-interval", "10s");
        defaults.put("transaction-timeout", "10m");
        defaults.put("parallelism", "0");
        defaults.put("job-name", "speecheq");
        return defaults;
    }

    /** The same, against another Kafka. */
    public JobConfiguration at(String otherServers) {
        return with(otherServers, jobName);
    }

    /** The same, under another name. */
    public JobConfiguration named(String otherName) {
        return with(bootstrapServers, otherName);
    }

    private JobConfiguration with(String servers, String name) {
        return new JobConfiguration(
                servers,
                model,
                operators,
                releases,
                from,
                guarantee,
                checkpointInterval,
                transactionTimeout,
                parallelism,
                name,
                kafkaSettings);
    }

    /** All that a client of its Kafka needs. */
    public Map<String, String> connection() {
        return kafkaSettings.connection(bootstrapServers);
    }

    /** The keys that there are. */
    public static Set<String> keys() {
        return DEFAULTS.keySet();
    }

    /**
     * Reads {@code --key value} and {@code --key=value}, as {@code flink run} hands them on.
     *
     * @throws InvalidConfigurationException with every problem that there is
     */
    public static JobConfiguration parse(String[] arguments) throws InvalidConfigurationException {
        List<String> problems = new ArrayList<>();
        return of(CommandArguments.values(arguments, problems), problems);
    }

    /**
     * The configuration of those values, with the defaults for the keys that are absent.
     *
     * @throws InvalidConfigurationException with every problem that there is
     */
    public static JobConfiguration of(Map<String, String> values) throws InvalidConfigurationException {
        return of(values, new ArrayList<>());
    }

    private static JobConfiguration of(Map<String, String> values, List<String> problems)
            throws InvalidConfigurationException {
        Reading reading = new Reading(values, problems);
        reading.noteUnknownKeys();
        String bootstrapServers = reading.value("bootstrap-servers", BrokerAddresses::parse, "");
        KafkaSettings kafkaSettings = reading.value("kafka-config", KafkaSettings::parse, KafkaSettings.none());
        String model = reading.value("model", JobConfiguration::modelFile, "");
        Device device = reading.value("device", Device::parse, Device.auto());
        Set<String> analysed = reading.value("analyse", JobConfiguration::channels, Set.of());
        ChannelOptions channels = reading.channels();
        CallOptions calls = reading.value("alert-rules", JobConfiguration::calls, CallOptions.standard());
        AudioStart from = reading.value("from", AudioStart::parse, AudioStart.COMMITTED);
        DeliveryGuarantee guarantee =
                reading.value("guarantee", JobConfiguration::guarantee, DeliveryGuarantee.AT_LEAST_ONCE);
        Duration interval = reading.value("checkpoint-interval", JobConfiguration::positive, Duration.ofSeconds(1));
        Duration timeout = reading.value("transaction-timeout", JobConfiguration::positive, Duration.ofMinutes(10));
        if (guarantee == DeliveryGuarantee.EXACTLY_ONCE) {
            TransactionTimeout.problem(timeout, interval).ifPresent(problems::add);
        }
        ReleaseOptions releases = reading.releases(interval);
        int parallelism = reading.value("parallelism", JobConfiguration::count, 0);
        String jobName = reading.value("job-name", JobConfiguration::name, "");
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        OperatorOptions operators =
                new OperatorOptions(channels, AnalysisPolicy.standard(), device, calls).analysing(analysed);
        return new JobConfiguration(
                bootstrapServers,
                model,
                operators,
                releases,
                from,
                guarantee,
                interval,
                timeout,
                parallelism,
                jobName,
                kafkaSettings);
    }

    /** Reads values one by one and notes what is wrong with them. */
    private record Reading(Map<String, String> values, List<String> problems) {

        void noteUnknownKeys() {
            for (String key : values.keySet()) {
                if (!DEFAULTS.containsKey(key)) {
                    problems.add("there is no option --" + key + "; the options are "
                            + DEFAULTS.keySet().stream()
                                    .map(known -> "--" + known)
                                    .collect(Collectors.joining(", ")));
                }
            }
        }

        <T> T value(String key, Function<String, T> parser, T otherwise) {
            String text = values.getOrDefault(key, DEFAULTS.getOrDefault(key, ""));
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                problems.add("--" + key + ": " + e.getMessage());
                return otherwise;
            }
        }

        ReleaseOptions releases(Duration checkpointInterval) {
            ModelStores stores = value("stores", ModelStores::parseAll, ModelStores.none());
            Duration usual = ReleaseOptions.usualLead(checkpointInterval);
            return new ReleaseOptions(
                    stores, value("release-lead", text -> text.isBlank() ? usual : positive(text), usual));
        }

        ChannelOptions channels() {
            ChannelOptions standard = ChannelOptions.standard();
            Duration window = value("window", DurationText::parse, standard.window());
            Duration hop = value("hop", DurationText::parse, standard.hop());
            Duration lateness = value(
                    "lateness",
                    text -> standard.withLateness(DurationText.parse(text)).lateness(),
                    standard.lateness());
            Duration idle = value("idle-timeout", JobConfiguration::positive, standard.idleTimeout());
            Duration longest = value("longest-call", JobConfiguration::positive, standard.longestCall());
            ChannelOptions channels = standard;
            try {
                channels =
                        standard.withWindows(window, hop).withLateness(lateness).withIdleTimeout(idle);
            } catch (IllegalArgumentException e) {
                problems.add("--window, --hop: " + e.getMessage());
            }
            try {
                return channels.withLongestCall(longest);
            } catch (IllegalArgumentException e) {
                problems.add("--longest-call: " + e.getMessage());
                return standard;
            }
        }
    }

    private static String modelFile(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("no network is named; give the ONNX file that the trainer exported");
        }
        if (text.matches("(?!file:)[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is on no local file system; give a path, or a file: URI, that"
                            + " this machine and every task manager have (releases may come from elsewhere: --stores)");
        }
        return text;
    }

    private static CallOptions calls(String text) {
        return switch (text) {
            case "usual" -> CallOptions.standard().withRules(RulesFile.usualText());
            case "none" -> CallOptions.standard();
            default -> CallOptions.standard().withRules(AlertRulesText.of(text));
        };
    }

    private static Set<String> channels(String text) {
        Set<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
        if (names.contains("")) {
            throw new IllegalArgumentException(
                    "'" + text + "' names an empty channel; write customer, or customer,agent");
        }
        return names;
    }

    private static Duration positive(String text) {
        Duration duration = DurationText.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' must be more than 0");
        }
        return duration;
    }

    private static DeliveryGuarantee guarantee(String text) {
        return switch (text) {
            case "at-least-once" -> DeliveryGuarantee.AT_LEAST_ONCE;
            case "exactly-once" -> DeliveryGuarantee.EXACTLY_ONCE;
            default -> throw new IllegalArgumentException("'" + text + "' is neither at-least-once nor exactly-once");
        };
    }

    private static int count(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is no number from 0 to 99999");
        }
        return Integer.parseInt(text);
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not made of 1 to 100 letters, digits, dots, dashes and underscores");
        }
        return text;
    }
}
