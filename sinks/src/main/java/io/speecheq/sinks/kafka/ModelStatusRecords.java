package io.speecheq.sinks.kafka;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.ModelStatus;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What a job did with releases as records: key job. */
final class ModelStatusRecords implements KafkaRecordSerializationSchema<ModelStatus> {

    private final String topic;
    private final WallClock clock;
    private transient @Nullable SpeechEqCodec<ModelStatus> codec;

    ModelStatusRecords(String topic, WallClock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SpeechEqCodec.of(ModelStatus.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            ModelStatus status, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = SpeechEqCodec.of(ModelStatus.class);
        }
        byte[] key = status.getJob().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, null, key, codec.encode(status), WriteTime.header(clock));
    }
}
