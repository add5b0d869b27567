package io.speecheq.schemas.topic;

import io.speecheq.schemas.codec.SpeechEqCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A codec as Kafka's producers take it; null, a tombstone, stays null. Thread-safe. */
public final class SpeechEqSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final SpeechEqCodec<T> codec;

    public SpeechEqSerializer(SpeechEqCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T record) {
        return record == null ? null : codec.encode(record);
    }
}
