package io.speecheq.sinks.kafka;

import io.speecheq.schemas.codec.SpeechEqCodec;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records about a call: key call id, and so the partition that Kafka gives it. The timestamp is left to Kafka: a call's own
 * times may be anything, and brokers refuse records from the future.
 */
final class RecordsByCall<T extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {

    private final String topic;
    private final Class<T> type;
    private final CallIdOf<T> callId;
    private final WallClock clock;
    private transient @Nullable SpeechEqCodec<T> codec;

    /** Which call a record is about. */
    interface CallIdOf<T> extends Serializable {
        String of(T record);
    }

    RecordsByCall(String topic, Class<T> type, CallIdOf<T> callId, WallClock clock) {
        this.topic = topic;
        this.type = type;
        this.callId = callId;
        this.clock = clock;
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SpeechEqCodec.of(type);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T record, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = SpeechEqCodec.of(type);
        }
        byte[] key = callId.of(record).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, null, null, key, codec.encode(record), WriteTime.header(clock));
    }
}
