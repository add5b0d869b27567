package io.speecheq.app.job;

import io.speecheq.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the audio topic ends now. A job that has read nothing under its name would begin with the oldest audio that the
 * topic holds, up to a day of somebody's calls; one that these are kept for begins with what comes from now on. {@link
 * AudioStart#LATEST} means the end that there is once the job reads, and would miss what is published until then.
 */
public final class AudioEnds {

    private final Map<String, Object> connection;

    private AudioEnds(Map<String, String> connection) {
        this.connection = new HashMap<>(connection);
    }

    /** At the brokers of that connection; the topic must be there. */
    public static AudioEnds at(Map<String, String> connection) {
        return new AudioEnds(connection);
    }

    /**
     * Has the job of that name begin there, unless it goes on from a checkpoint. It must not be running.
     *
     * @throws ExecutionException when Kafka does not tell its offsets, or does not keep them
     */
    public void keepFor(String jobName) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(connection)) {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            admin.describeTopics(List.of(Topics.AUDIO.name()))
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions()
                            .forEach(partition ->
                                    asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> told =
                    admin.listOffsets(asked).all().get();
            told.forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(jobName, ends).all().get();
        }
    }
}
