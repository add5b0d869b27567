package io.speecheq.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.ModelRelease;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class SpeechEqSerdesTest {

    private final Serde<ModelRelease> serde = SpeechEqSerdes.of(ModelRelease.class);

    @Test
    void aRecordComesBack() {
        ModelRelease release = ModelRelease.newBuilder()
                .setName("speecheq")
                .setVersion("1")
                .setUri("file:///x")
                .setSha256("00")
                .setCard("{}")
                .build();

        byte[] bytes = serde.serializer().serialize("speecheq.models", release);

        assertThat(serde.deserializer().deserialize("speecheq.models", bytes)).isEqualTo(release);
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(serde.serializer().serialize("speecheq.models", null)).isNull();
        assertThat(serde.deserializer().deserialize("speecheq.models", (byte[]) null))
                .isNull();
    }

    @Test
    void undecodableBytesAreASerializationException() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde.deserializer().deserialize("speecheq.models", new byte[3]))
                .withMessage("speecheq.models: not a record in Avro's single-object encoding (3 bytes)")
                .withCauseInstanceOf(UndecodableException.class);
    }
}
