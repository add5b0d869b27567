package io.speecheq.schemas.topic;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics on one cluster, and looks at those that are already there. The caller owns the admin client. */
final class TopicCreation {

    private static final Duration LEADERS_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Admin admin;
    private final Optional<Short> replicas;

    /** With as many replicas as the broker thinks right. */
    TopicCreation(Admin admin) {
        this.admin = admin;
        this.replicas = Optional.empty();
    }

    TopicCreation(Admin admin, int replicas) {
        if (replicas < 1 || replicas > Short.MAX_VALUE) {
            throw new IllegalArgumentException("a topic has at least 1 replica, not " + replicas);
        }
        this.admin = admin;
        this.replicas = Optional.of((short) replicas);
    }

    TopicReport createMissing(List<Topic> topics) throws TopicSetupException {
        Map<String, KafkaFuture<Void>> creations =
                admin.createTopics(topics.stream().map(this::request).toList()).values();
        List<Topic> created = new ArrayList<>();
        List<Topic> existing = new ArrayList<>();
        for (Topic topic : topics) {
            if (creates(topic, requireNonNull(creations.get(topic.name())))) {
                created.add(topic);
            } else {
                existing.add(topic);
            }
        }
        awaitLeaders(created);
        return new TopicReport(names(created), names(existing), warnings(existing));
    }

    /**
     * Until each partition answers: a topic is created before its leaders know of it, and an idempotent producer whose first batch meets none,
     * and whose second meets one, never gets the first one accepted.
     */
    private void awaitLeaders(List<Topic> created) throws TopicSetupException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic topic : created) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + LEADERS_PATIENCE.toNanos();
        while (true) {
            try {
                await(admin.listOffsets(ends).all(), "reach the leaders of the new topics");
                return;
            } catch (TopicSetupException e) {
                // Not every broker has heard of the topic, or its leader not of its office.
                if (!(e.getCause() instanceof InvalidMetadataException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static List<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::name).toList();
    }

    private NewTopic request(Topic topic) {
        Map<String, String> configs = new HashMap<>(topic.configs());
        if (replicas.isPresent() && replicas.get() >= 3) {
            configs.put("min.insync.replicas", "2");
        }
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas).configs(configs);
    }

    private static boolean creates(Topic topic, KafkaFuture<Void> creation) throws TopicSetupException {
        try {
            await(creation, "create topic " + topic.name());
            return true;
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private List<String> warnings(List<Topic> existing) throws TopicSetupException {
        List<ConfigResource> resources =
                existing.stream().map(TopicCreation::resource).toList();
        Map<ConfigResource, KafkaFuture<Config>> configs =
                admin.describeConfigs(resources).values();
        List<String> warnings = new ArrayList<>();
        for (Topic topic : existing) {
            warnings.addAll(DataLoss.of(topic, settings(topic, requireNonNull(configs.get(resource(topic))))));
        }
        return warnings;
    }

    /** Those of the design where the broker has not heard of the topic yet: another process of ours just created it. */
    private static Map<String, String> settings(Topic topic, KafkaFuture<Config> config) throws TopicSetupException {
        try {
            Map<String, String> settings = new HashMap<>();
            await(config, "read the settings of topic " + topic.name())
                    .entries()
                    .forEach(entry -> settings.put(entry.name(), entry.value()));
            return settings;
        } catch (TopicSetupException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return topic.configs();
            }
            throw e;
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static <T> T await(KafkaFuture<T> future, String task) throws TopicSetupException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicSetupException("cannot " + task + ": interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TopicSetupException("cannot " + task + ": " + remedy(cause), cause);
        }
    }

    private static String remedy(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "Kafka does not answer; check that the broker runs and that --bootstrap-servers names it";
        } else if (cause instanceof AuthenticationException) {
            return "Kafka does not accept the login; check the client's security settings";
        } else if (cause instanceof AuthorizationException) {
            return "Kafka does not allow it; grant this user Create, Describe and DescribeConfigs on speecheq.* topics,"
                    + " or have them created by someone who may";
        } else if (cause instanceof InvalidReplicationFactorException) {
            return "the cluster has fewer brokers than the replicas asked for; ask for fewer";
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return message.replaceAll("\\s+", " ");
    }
}
