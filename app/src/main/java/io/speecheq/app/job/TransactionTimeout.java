package io.speecheq.app.job;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the job's transactions may stay open. A transaction begins when a checkpoint's barrier passes the sink, and is committed when the next
 * checkpoint is complete, or after a restart that goes on from that: a shorter timeout has Kafka throw away what the job believes written, a longer
 * one than the brokers allow makes every restart of the job fail. So a checkpoint may not take for ever either. A savepoint between the two ends the
 * transaction, commits nothing and keeps the next checkpoint waiting: with checkpoints an interval I apart that take D, as the savepoint does, a
 * transaction is uncommitted for max(I, D) + 2 D.
 */
public final class TransactionTimeout {

    /** What a restart may take. */
    static final Duration RESTART = Duration.ofMinutes(1);

    /** What a checkpoint must be given: with less, a loaded job would restart for nothing. */
    static final Duration LEAST_CHECKPOINT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TransactionTimeout.class);
    private static final String BROKER_SETTING = "transaction.max.timeout.ms";
    private static final int PATIENCE_MILLIS = 10_000;

    private TransactionTimeout() {}

    private static Duration least(Duration checkpointInterval) {
        return RESTART.plus(longer(checkpointInterval, LEAST_CHECKPOINT)).plus(LEAST_CHECKPOINT.multipliedBy(2));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What a checkpoint, or a savepoint, may take, so that a transaction and a restart fit into the timeout. */
    static Duration longestCheckpoint(Duration timeout, Duration checkpointInterval) {
        Duration open = timeout.minus(RESTART);
        Duration afterInterval = open.minus(checkpointInterval).dividedBy(2);
        Duration third = open.dividedBy(3);
        return afterInterval.compareTo(third) <= 0 ? afterInterval : third;
    }

    /**
     * Has a job that writes in transactions fail, and go on from its last checkpoint, before Kafka would throw away what it believes written:
     * each of these settings would keep a transaction open for longer than the timeout allows for.
     */
    static void limit(CheckpointConfig checkpoints, JobConfiguration configuration) {
        if (configuration.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            return;
        }
        Duration longest = longestCheckpoint(configuration.transactionTimeout(), configuration.checkpointInterval());
        checkpoints.setCheckpointTimeout(Math.min(longest.toMillis(), checkpoints.getCheckpointTimeout()));
        checkpoints.setMinPauseBetweenCheckpoints(0);
        checkpoints.setTolerableCheckpointFailureNumber(0);
    }

    /** What is wrong with a timeout for checkpoints so far apart. */
    static Optional<String> problem(Duration timeout, Duration checkpointInterval) {
        Duration least = least(checkpointInterval);
        return timeout.compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of("--transaction-timeout " + DurationText.of(timeout)
                        + " is shorter than checkpoints and a restart may take with --checkpoint-interval "
                        + DurationText.of(checkpointInterval) + ": give --transaction-timeout "
                        + DurationText.of(least) + " or more");
    }

    /** What is wrong with a timeout for brokers that allow so much. */
    static Optional<String> problem(Duration timeout, Duration checkpointInterval, Duration brokersMost) {
        if (timeout.compareTo(brokersMost) <= 0) {
            return Optional.empty();
        }
        Duration least = least(checkpointInterval);
        boolean isEnough = brokersMost.compareTo(least) >= 0;
        String remedy = isEnough
                ? "give --transaction-timeout " + DurationText.of(brokersMost) + " or less"
                : "--checkpoint-interval " + DurationText.of(checkpointInterval) + " needs " + DurationText.of(least)
                        + " at least, so give a shorter one";
        return Optional.of("--transaction-timeout " + DurationText.of(timeout) + " is longer than the "
                + DurationText.of(brokersMost) + " that the broker allows (" + BROKER_SETTING + "="
                + brokersMost.toMillis() + "): " + remedy + ", or raise that setting on every broker");
    }

    /**
     * Asks the brokers, where the job writes in transactions. Brokers that do not tell are warned of in the log, and taken to allow it.
     *
     * @throws TransactionTimeoutRefused when they allow less
     */
    public static void check(JobConfiguration configuration, Map<String, String> connection)
            throws TransactionTimeoutRefused {
        if (configuration.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            return;
        }
        OptionalLong allowed = brokersMostMillis(connection);
        if (allowed.isEmpty()) {
            LOG.warn(
                    "The brokers do not say how long a transaction may be ({}): with less than {} the job cannot"
                            + " write. Let this user describe the brokers' settings, to have it checked.",
                    BROKER_SETTING,
                    DurationText.of(configuration.transactionTimeout()));
            return;
        }
        Optional<String> problem = problem(
                configuration.transactionTimeout(),
                configuration.checkpointInterval(),
                Duration.ofMillis(allowed.getAsLong()));
        if (problem.isPresent()) {
            throw new TransactionTimeoutRefused(problem.get());
        }
    }

    /** The least of all brokers'; none where they do not tell. */
    private static OptionalLong brokersMostMillis(Map<String, String> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
        settings.put("request.timeout.ms", PATIENCE_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            List<ConfigResource> brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
                    .toList();
            return admin.describeConfigs(brokers).all().get().values().stream()
                    .flatMapToLong(config -> millis(config.get(BROKER_SETTING)))
                    .min();
        } catch (ExecutionException e) {
            LOG.info("the brokers' settings cannot be described", e);
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static LongStream millis(@Nullable ConfigEntry entry) {
        String value = entry == null ? null : entry.value();
        return value == null ? LongStream.empty() : LongStream.of(Long.parseLong(value));
    }
}
