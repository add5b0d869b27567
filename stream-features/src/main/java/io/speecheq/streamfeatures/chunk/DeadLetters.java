package io.speecheq.streamfeatures.chunk;

import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.schemas.record.DeadLetterHeader;
import io.speecheq.streamfeatures.format.FormatType;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The side output that takes what is rejected, as it came. */
public final class DeadLetters {

    /** The side output of dead letters. */
    public static final OutputTag<DeadLetter> TAG =
            new OutputTag<>("dead-letters", new FormatType<>(DeadLetter.class, new DeadLetterSerializer()));

    private DeadLetters() {}

    /** The dead letter of a record. */
    public static DeadLetter of(RawRecord record, Decoded.Rejected rejected) {
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestampMillis(),
                bytes(record.key()),
                bytes(record.value()),
                record.headers().stream()
                        .map(header -> new DeadLetterHeader(header.name(), bytes(header.value())))
                        .toList(),
                rejected.reason().name(),
                rejected.message());
    }

    private static @Nullable ByteBuffer bytes(Optional<Octets> octets) {
        return octets.map(Octets::buffer).orElse(null);
    }
}
