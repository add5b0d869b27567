package io.speecheq.streamfeatures.chunk;

import io.speecheq.streamfeatures.format.FormatType;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record of a topic as it came, nothing of it understood yet.
 *
 * @param key empty where the record has none
 * @param value empty where the record has none
 * @param headers in their order
 * @param timestampMillis of the record, not of the audio
 */
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestampMillis,
        Optional<Octets> key,
        Optional<Octets> value,
        List<Header> headers) {

    /** Flink's type of a raw record. */
    public static final TypeInformation<RawRecord> TYPE = new FormatType<>(RawRecord.class, new RawRecordSerializer());

    public RawRecord {
        headers = List.copyOf(headers);
    }

    /** A record of that value alone, for sources that are no topic: the name, 0, and a running number stand for its place. */
    public static RawRecord of(String source, long number, byte[] value) {
        return new RawRecord(source, 0, number, 0, Optional.empty(), Optional.of(Octets.copyOf(value)), List.of());
    }

    /**
     * One header.
     *
     * @param value empty where the header has none
     */
    public record Header(String name, Optional<Octets> value) {}
}
