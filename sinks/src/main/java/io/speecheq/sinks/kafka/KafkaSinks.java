package io.speecheq.sinks.kafka;

import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** The job's Kafka sinks, one for each topic it writes. */
public final class KafkaSinks {

    private final KafkaSinkOptions options;

    public KafkaSinks(KafkaSinkOptions options) {
        this.options = options;
    }

    /** To {@link Topics#EMOTIONS}, key call id. */
    public KafkaSink<EmotionWindow> emotions() {
        return byCall(Topics.EMOTIONS, EmotionWindow.class, EmotionWindow::getCallId);
    }

    /** To {@link Topics#CHALLENGER_EMOTIONS}, key call id. */
    public KafkaSink<EmotionWindow> challengerEmotions() {
        return byCall(Topics.CHALLENGER_EMOTIONS, EmotionWindow.class, EmotionWindow::getCallId);
    }

    /** To {@link Topics#TRAJECTORIES}, key call and channel, partition by call. */
    public KafkaSink<CallTrajectory> trajectories() {
        return sink(Topics.TRAJECTORIES, new TrajectoryRecords(Topics.TRAJECTORIES.name(), WallClock.SYSTEM));
    }

    /** To {@link Topics#CALLS}, key call id. */
    public KafkaSink<CallSummary> calls() {
        return byCall(Topics.CALLS, CallSummary.class, CallSummary::getCallId);
    }

    /** To {@link Topics#ALERTS}, key call id. */
    public KafkaSink<EmotionAlert> alerts() {
        return byCall(Topics.ALERTS, EmotionAlert.class, EmotionAlert::getCallId);
    }

    /** To {@link Topics#DEAD_LETTERS}, key and value as they came. */
    public KafkaSink<DeadLetter> deadLetters() {
        return sink(Topics.DEAD_LETTERS, new DeadLetterRecords(Topics.DEAD_LETTERS.name(), WallClock.SYSTEM));
    }

    /** To {@link Topics#MODEL_STATUS}, key job. */
    public KafkaSink<ModelStatus> modelStatuses() {
        return sink(Topics.MODEL_STATUS, new ModelStatusRecords(Topics.MODEL_STATUS.name(), WallClock.SYSTEM));
    }

    private <T extends SpecificRecord> KafkaSink<T> byCall(
            Topic topic, Class<T> type, RecordsByCall.CallIdOf<T> callId) {
        return sink(topic, new RecordsByCall<>(topic.name(), type, callId, WallClock.SYSTEM));
    }

    private <T> KafkaSink<T> sink(Topic topic, KafkaRecordSerializationSchema<T> records) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(options.bootstrapServers())
                .setDeliveryGuarantee(options.guarantee())
                .setTransactionalIdPrefix(options.transactionalIdPrefix() + "-" + topic.name())
                .setKafkaProducerConfig(producer(options))
                .setRecordSerializer(records)
                .build();
    }

    private static Properties producer(KafkaSinkOptions options) {
        Properties producer = new Properties();
        producer.setProperty("compression.type", "lz4");
        producer.setProperty("linger.ms", "5");
        if (options.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            producer.setProperty(
                    "transaction.timeout.ms",
                    Long.toString(options.transactionTimeout().toMillis()));
        }
        options.producer().forEach(producer::setProperty);
        return producer;
    }
}
