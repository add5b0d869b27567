package io.speecheq.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topics, and nothing else that names one.
 *
 * <p>Retention, and why every topic says LogAppendTime: Flink's Kafka sink writes event time as the record's timestamp,
 * and retention goes by that timestamp. A call of last year, replayed today, would be deleted within minutes. So the
 * broker stamps records as they arrive; when something was said is told inside the records. Topics that keep the newest
 * state of a key are compacted and never expire.
 */
public final class Topics {

    /** Divides among 1, 2, 3, 4, 6 and 12 readers. */
    private static final int CALL_PARTITIONS = 12;

    /**
     * AudioChunk, key call id. Kept for a day: long enough to mend a job, no longer, as this is what people said.
     * Segments roll by the hour, since a segment is deleted only whole. A payload may have 1 MiB, so a record may have 2,
     * which is over Kafka's default.
     */
    public static final Topic AUDIO =
            withRecordsOf(2 << 20, expiring("speecheq.audio", true, Duration.ofDays(1), Duration.ofHours(1)));

    /** EmotionWindow, key call id. */
    public static final Topic EMOTIONS = expiring("speecheq.emotions", true, Duration.ofDays(7), Duration.ofDays(1));

    /** CallTrajectory, key {@link TrajectoryKey}, partition {@link PartitionByCall}. */
    public static final Topic TRAJECTORIES = outlivingWindows(compacted("speecheq.trajectories", true));

    /** CallSummary, key call id. */
    public static final Topic CALLS = outlivingWindows(compacted("speecheq.calls", true));

    /** EmotionAlert, key call id. */
    public static final Topic ALERTS = expiring("speecheq.alerts", true, Duration.ofDays(30), Duration.ofDays(1));

    /** Records that could not be read, as they came; they may hold audio, and need room for headers beside it. */
    public static final Topic DEAD_LETTERS =
            withRecordsOf(3 << 20, expiring("speecheq.dead-letters", true, Duration.ofDays(7), Duration.ofDays(1)));

    /** ModelRelease. */
    public static final Topic MODELS = compacted("speecheq.models", false);

    /** ModelStatus. */
    public static final Topic MODEL_STATUS =
            expiring("speecheq.model-status", false, Duration.ofDays(30), Duration.ofDays(1));

    /** AlertRules, key {@code rules}. */
    public static final Topic ALERT_RULES = compacted("speecheq.alert-rules", false);

    /** EmotionWindow, key call id: what a challenger makes of windows that the champion scores on {@link #EMOTIONS}. */
    public static final Topic CHALLENGER_EMOTIONS =
            expiring("speecheq.challenger-emotions", true, Duration.ofDays(7), Duration.ofDays(1));

    private static final List<Topic> ALL = List.of(
            AUDIO,
            EMOTIONS,
            TRAJECTORIES,
            CALLS,
            ALERTS,
            DEAD_LETTERS,
            MODELS,
            MODEL_STATUS,
            ALERT_RULES,
            CHALLENGER_EMOTIONS);

    private Topics() {}

    /** All of them. */
    public static List<Topic> all() {
        return ALL;
    }

    /**
     * Creates the topics that are not there, with their own numbers of partitions and the broker's default replication.
     * Those that are there stay as they are.
     *
     * @throws TopicSetupException when the broker cannot be reached or does not allow it; one line that says what to do
     */
    public static TopicReport createMissing(Admin admin) throws TopicSetupException {
        return new TopicCreation(admin).createMissing(ALL);
    }

    /**
     * Creates the topics that are not there. Those that are there stay as they are.
     *
     * @param callPartitions of each topic that is partitioned by call, at least 1
     * @param replicas of every topic, at least 1; from 3 on a write needs two of them
     * @throws TopicSetupException when the broker cannot be reached or does not allow it; one line that says what to do
     */
    public static TopicReport createMissing(Admin admin, int callPartitions, int replicas) throws TopicSetupException {
        List<Topic> topics = ALL.stream()
                .map(topic -> topic.perCall() ? new Topic(topic.name(), true, callPartitions, topic.configs()) : topic)
                .toList();
        return new TopicCreation(admin, replicas).createMissing(topics);
    }

    private static Topic expiring(String name, boolean perCall, Duration retention, Duration segment) {
        return topic(
                name,
                perCall,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "" + retention.toMillis(),
                        "segment.ms", "" + segment.toMillis()));
    }

    /** The topic, with room for records of so many bytes. */
    private static Topic withRecordsOf(int bytes, Topic topic) {
        Map<String, String> configs = new HashMap<>(topic.configs());
        configs.put("max.message.bytes", "" + bytes);
        return new Topic(topic.name(), topic.perCall(), topic.partitions(), configs);
    }

    /** The topic, with tombstones that stay longer than the windows of the call that was erased: they say why there is no end. */
    private static Topic outlivingWindows(Topic topic) {
        Map<String, String> configs = new HashMap<>(topic.configs());
        configs.put("delete.retention.ms", "" + Duration.ofDays(9).toMillis());
        return new Topic(topic.name(), topic.perCall(), topic.partitions(), configs);
    }

    private static Topic compacted(String name, boolean perCall) {
        return topic(name, perCall, Map.of("cleanup.policy", "compact", "retention.ms", "-1"));
    }

    private static Topic topic(String name, boolean perCall, Map<String, String> cleanup) {
        Map<String, String> configs = new HashMap<>(cleanup);
        configs.put("message.timestamp.type", "LogAppendTime");
        return new Topic(name, perCall, perCall ? CALL_PARTITIONS : 1, configs);
    }
}
