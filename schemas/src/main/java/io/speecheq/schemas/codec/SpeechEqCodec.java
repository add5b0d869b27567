package io.speecheq.schemas.codec;

import io.speecheq.schemas.codec.UndecodableException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record to bytes and back, in Avro's single-object encoding: C3 01, the writer's schema as a little-endian CRC-64-AVRO
 * fingerprint of its parsing form, and the record. Reads every version that was ever shipped.
 *
 * <p>Equal records give equal bytes: maps are written in the order of their keys. Decoding is safe on any bytes: no
 * length is believed that the remaining bytes could not fill. Thread-safe.
 *
 * @param <T> the record
 */
public final class SpeechEqCodec<T extends SpecificRecord> {

    private static final byte[] MAGIC = {(byte) 0xC3, 1};
    private static final int HEADER_BYTES = MAGIC.length + Long.BYTES;

    private final Schema schema;
    private final byte[] header;
    private final DatumWriter<T> writer;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();

    SpeechEqCodec(Class<T> type, ShippedSchemas shipped) {
        RecordTrust.grant();
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.header = header(schema);
        this.writer = new SortedMapWriter<>(schema, model);
        for (Schema version : shipped.versions()) {
            readers.put(
                    SchemaNormalization.parsingFingerprint64(version),
                    new SpecificDatumReader<>(version, schema, model));
        }
    }

    /**
     * The codec of a generated record.
     *
     * @throws IllegalArgumentException when no version of its schema was shipped
     */
    public static <T extends SpecificRecord> SpeechEqCodec<T> of(Class<T> type) {
        return new SpeechEqCodec<>(type, ShippedSchemas.of(type.getSimpleName()));
    }

    /**
     * The record's bytes.
     *
     * @throws RuntimeException when a field that must be there is null
     */
    public byte[] encode(T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(header);
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The record that the bytes are, to the last of them. */
    public T decode(byte[] bytes) throws UndecodableException {
        DatumReader<T> reader = readers.get(fingerprint(bytes));
        if (reader == null) {
            throw new UndecodableException(
                    Reason.UNKNOWN_SCHEMA,
                    "schema fingerprint %016x is no version of %s".formatted(fingerprint(bytes), schema.getName()));
        }
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        try {
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw undecodable(Reason.TRAILING_BYTES, "bytes follow after the end of a", bytes);
            }
            return record;
        } catch (EOFException e) {
            throw undecodable(Reason.TRUNCATED, "bytes end within a", bytes);
        } catch (IOException | RuntimeException e) {
            // Avro answers a wrong length, index or number with many kinds of exception, some of which quote content.
            throw undecodable(Reason.MALFORMED, "bytes do not form a", bytes);
        }
    }

    private UndecodableException undecodable(Reason reason, String problem, byte[] bytes) {
        return new UndecodableException(
                reason, problem + " record of " + schema.getName() + " (" + bytes.length + " bytes)");
    }

    private static long fingerprint(byte[] bytes) throws UndecodableException {
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC[0] || bytes[1] != MAGIC[1]) {
            throw new UndecodableException(
                    Reason.NOT_A_RECORD, "not a record in Avro's single-object encoding (" + bytes.length + " bytes)");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(MAGIC.length);
    }

    private static byte[] header(Schema schema) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .array();
    }
}
