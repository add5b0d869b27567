package io.speecheq.schemas.topic;

import io.speecheq.schemas.codec.SpeechEqCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Serializer and deserializer of a record in one, as Kafka Streams takes them. */
public final class SpeechEqSerdes {

    private SpeechEqSerdes() {}

    public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(type);
        return Serdes.serdeFrom(new SpeechEqSerializer<>(codec), new SpeechEqDeserializer<>(codec));
    }
}
