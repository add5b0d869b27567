package io.speecheq.app.health;

import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What Kafka knows of the job: whether its topics are there, how far behind it reads, and what it has put aside lately. */
public final class KafkaHealth {

    private static final String PATIENCE_MILLIS = "10000";
    private static final long LATELY_MILLIS = 600_000;
    /** The group's offsets are those of the last checkpoint, so a job that keeps up is behind by one interval. */
    private static final long BEHIND_MILLIS = 90_000;

    private final Map<String, String> connection;
    private final String group;
    private final long nowMillis;

    /**
     * For the job of that name.
     *
     * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client
     */
    public KafkaHealth(Map<String, String> connection, String jobName, long nowMillis) {
        this.connection = connection;
        this.group = jobName;
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
            List<Finding> findings = new ArrayList<>();
            findings.add(lag(admin));
            findings.add(deadLetters(admin));
            return findings;
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return List.of(Finding.wrong(
                    "Kafka at " + servers + " does not tell (" + cause.getMessage() + ")",
                    "start it, name another with --bootstrap-servers, or grant this user Describe"));
        }
    }

    private static List<String> missing(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        return Topics.all().stream()
                .map(Topic::name)
                .filter(name -> !present.contains(name))
                .toList();
    }

    private Finding lag(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> ends = offsets(admin, Topics.AUDIO, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(admin, Topics.AUDIO, OffsetSpec.earliest());
        Map<TopicPartition, Long> due =
                offsets(admin, Topics.AUDIO, OffsetSpec.forTimestamp(nowMillis - BEHIND_MILLIS));
        long waiting = 0;
        List<Integer> behind = new ArrayList<>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            OffsetAndMetadata committed = read.get(end.getKey());
            long from = committed == null ? begins.getOrDefault(end.getKey(), 0L) : committed.offset();
            waiting += Math.max(end.getValue() - from, 0);
            // -1 says that nothing has come since then.
            long dueOffset = due.getOrDefault(end.getKey(), -1L);
            if (from < (dueOffset < 0 ? end.getValue() : dueOffset)) {
                behind.add(end.getKey().partition());
            }
        }
        if (behind.isEmpty()) {
            return Finding.well("the job keeps up; " + waiting + " records since its last checkpoint");
        }
        return Finding.wrong(
                "the job is more than " + BEHIND_MILLIS / 1_000 + " s behind on "
                        + behind.size() + " of " + ends.size() + " partitions of " + Topics.AUDIO.name() + ", "
                        + waiting + " records wait",
                "it is down, takes no checkpoints, or needs more cores (--parallelism); see that the group '" + group
                        + "' is the job's (--job-name)");
    }

    private Finding deadLetters(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = offsets(admin, Topics.DEAD_LETTERS, OffsetSpec.latest());
        long lately = 0;
        for (Map.Entry<TopicPartition, Long> from : offsets(
                        admin, Topics.DEAD_LETTERS, OffsetSpec.forTimestamp(nowMillis - LATELY_MILLIS))
                .entrySet()) {
            lately += from.getValue() < 0 ? 0 : ends.getOrDefault(from.getKey(), 0L) - from.getValue();
        }
        return lately == 0
                ? Finding.well("no dead letters in the last 10 minutes")
                : Finding.wrong(
                        "about " + lately + " dead letters in the last 10 minutes",
                        "see which publisher and why with: speecheq dead-letters list --since 10m");
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Topic topic, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                admin.describeTopics(List.of(topic.name())).allTopicNames().get().values().stream()
                        .flatMap(described -> described.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
                admin.listOffsets(wanted).all().get().entrySet()) {
            offsets.put(found.getKey(), found.getValue().offset());
        }
        return offsets;
    }
}
