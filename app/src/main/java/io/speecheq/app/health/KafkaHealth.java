package io.speecheq.app.health;

import io.speecheq.app.deadletters.LetterTopic;
import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka knows of the jobs: whether their topics are there, how far behind they read, and what was put aside lately. */
public final class KafkaHealth {

    private static final String PATIENCE_MILLIS = "10000";
    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final long MOST_LETTERS = 1_000;

    private final Map<String, String> connection;
    private final List<ReadGroup> groups;
    private final long nowMillis;

    /**
     * For the jobs that read as those groups.
     *
     * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client
     */
    public KafkaHealth(Map<String, String> connection, List<ReadGroup> groups, long nowMillis) {
        this.connection = connection;
        this.groups = List.copyOf(groups);
        this.nowMillis = nowMillis;
    }

    /** The findings, in the order in which an operator should read them. */
    public List<Finding> findings() throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.putIfAbsent("default.api.timeout.ms", PATIENCE_MILLIS);
        settings.putIfAbsent("request.timeout.ms", PATIENCE_MILLIS);
        settings.put("client.id", "speecheq-health");
        String servers = connection.getOrDefault("bootstrap.servers", "");
        try (Admin admin = Admin.create(settings)) {
            List<String> missing = missing(admin);
            if (!missing.isEmpty()) {
                return List.of(Finding.wrong(
                        "topics are missing at " + servers + ": " + String.join(", ", missing),
                        "start the job, which makes them where it may"));
            }
            List<Finding> findings = new ArrayList<>(lags(admin, settings));
            findings.add(deadLetters());
            return findings;
        } catch (ExecutionException | KafkaException | TopicUnreachableException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return List.of(
                    Finding.wrong(
                            "Kafka at " + servers + " does not tell (" + cause.getMessage() + ")",
                            "start it, name another with --bootstrap-servers, or grant this user Describe, and Read of the topics"));
        }
    }

    private static List<String> missing(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        return Topics.all().stream()
                .map(Topic::name)
                .filter(name -> !present.contains(name))
                .toList();
    }

    private List<Finding> lags(Admin admin, Map<String, Object> settings)
            throws ExecutionException, InterruptedException {
        Map<String, Object> committed = new HashMap<>(settings);
        committed.put("isolation.level", "read_committed");
        committed.put("allow.auto.create.topics", "false");
        // One record says that there is one; where the log was cut meanwhile, what is left of it does.
        committed.put("max.poll.records", "1");
        committed.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            GroupLag lag = new GroupLag(admin, consumer, nowMillis);
            List<Finding> findings = new ArrayList<>();
            for (ReadGroup group : groups) {
                lag.finding(group).ifPresent(findings::add);
            }
            return findings;
        }
    }

    private Finding deadLetters() throws TopicUnreachableException {
        try (LetterTopic letters = LetterTopic.open(connection)) {
            long lately = letters.countSince(Instant.ofEpochMilli(nowMillis).minus(LATELY), MOST_LETTERS);
            return lately == 0
                    ? Finding.well("no dead letters in the last 10 minutes")
                    : Finding.wrong(
                            lately + (lately < MOST_LETTERS ? "" : " or more") + " dead letters in the last 10 minutes",
                            "see which publisher and why with: speecheq dead-letters list --since 10m");
        }
    }
}
