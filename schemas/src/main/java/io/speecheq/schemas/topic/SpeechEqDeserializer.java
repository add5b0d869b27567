package io.speecheq.schemas.topic;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A codec as Kafka's consumers take it; null, a tombstone, stays null. Undecodable bytes raise
 * {@link SerializationException}, with the {@link UndecodableException} as its cause. Thread-safe.
 */
public final class SpeechEqDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private final SpeechEqCodec<T> codec;

    public SpeechEqDeserializer(SpeechEqCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return codec.decode(bytes);
        } catch (UndecodableException e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }
}
