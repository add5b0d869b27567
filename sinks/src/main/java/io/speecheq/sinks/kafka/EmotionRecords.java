package io.speecheq.sinks.kafka;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Emotion windows as records: key call id, and so the partition that Kafka gives it. The timestamp is left to Kafka: a
 * call's own times may be anything, and brokers refuse records from the future.
 */
final class EmotionRecords implements KafkaRecordSerializationSchema<EmotionWindow> {

    private final String topic;
    private final WallClock clock;
    private transient @Nullable SpeechEqCodec<EmotionWindow> codec;

    EmotionRecords(String topic, WallClock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SpeechEqCodec.of(EmotionWindow.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            EmotionWindow window, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = SpeechEqCodec.of(EmotionWindow.class);
        }
        byte[] key = window.getCallId().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, null, key, codec.encode(window), WriteTime.header(clock));
    }
}
