package io.speecheq.app.health;

import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.history.HistorySources;
import io.speecheq.sinks.history.HistoryTable;
import java.time.Duration;
import java.util.List;

/**
 * Who reads topics as a consumer group, and how far behind may be well.
 *
 * @param reader for people
 * @param name the group's
 * @param limit a record that has waited for longer is told
 * @param isAlways whether it is told of where the group has never read, too
 * @param option what names it, for people
 */
public record ReadGroup(
        String reader, String name, List<Topic> topics, Duration limit, boolean isAlways, String option) {

    private static final Duration LEAST = Duration.ofSeconds(90);
    /** More says that nothing is due at all. */
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);

    /** The job, whose offsets move with its checkpoints: one that keeps up is behind by an interval, or by two where one checkpoint takes long. */
    public static ReadGroup ofJob(String jobName, Duration checkpointInterval) {
        Duration interval = checkpointInterval.compareTo(LONGEST_INTERVAL) < 0 ? checkpointInterval : LONGEST_INTERVAL;
        Duration two = interval.multipliedBy(2).plusSeconds(30);
        return new ReadGroup(
                "the job", jobName, List.of(Topics.AUDIO), two.compareTo(LEAST) > 0 ? two : LEAST, true, "--job-name");
    }

    /** The jobs that write history to each place, where they do. */
    public static List<ReadGroup> ofHistory(String jobName, Duration rollInterval) {
        return List.of(
                history("history in PostgreSQL", jobName + HistorySources.POSTGRES_GROUP, LEAST),
                history("history in Parquet files", jobName + HistorySources.PARQUET_GROUP, rollInterval.plus(LEAST)));
    }

    private static ReadGroup history(String reader, String group, Duration limit) {
        return new ReadGroup(
                reader,
                group,
                HistoryTable.all().stream().map(HistoryTable::topic).toList(),
                limit,
                false,
                "--history-name");
    }
}
