package io.speecheq.app.job;

import io.speecheq.inference.release.ReleaseOffer;
import io.speecheq.inference.release.ReleaseStatus;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.topic.Topics;
import java.time.Instant;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's view of the models topic: all of it, from its beginning, whenever the job starts without state. */
final class ModelsTopic {

    private final JobConfiguration configuration;

    ModelsTopic(JobConfiguration configuration) {
        this.configuration = configuration;
    }

    /** What the topic says, in its order: it has one partition. */
    DataStream<ReleaseOffer> offers(StreamExecutionEnvironment environment) {
        return environment
                .fromSource(source(), WatermarkStrategy.noWatermarks(), "models topic", ReleaseOffer.type())
                .uid("models-topic")
                .setParallelism(1);
    }

    private KafkaSource<ReleaseOffer> source() {
        Properties consumer = new Properties();
        consumer.putAll(configuration.connection());
        consumer.setProperty("isolation.level", "read_committed");
        // Where it goes on is in the state; a start without state reads everything.
        consumer.setProperty("commit.offsets.on.checkpoint", "false");
        return KafkaSource.<ReleaseOffer>builder()
                .setProperties(consumer)
                .setGroupId(configuration.jobName() + "-models")
                .setClientIdPrefix(configuration.jobName() + "-models")
                .setTopics(Topics.MODELS.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new ReleaseRecords())
                .build();
    }

    /** The record that tells what that job did with a release. */
    static ModelStatus record(ReleaseStatus status, String jobName) {
        return new ModelStatus(
                jobName,
                status.name(),
                status.version(),
                status.sha256(),
                status.outcome(),
                status.reason(),
                Instant.ofEpochMilli(status.atMillis()));
    }
}
