package io.speecheq.sinks.kafka;

import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.schemas.record.DeadLetterHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters as records: key, value and headers as they came, and headers that say where from and why, by the names
 * that Kafka Streams gives them (KIP-1034). A stack trace is not among them: it could quote what was said.
 *
 * <p>A letter that the dead-letter topic would refuse for its size must not stop the job: its value, and if need be its
 * headers and key, are cut, and headers tell what is missing.
 */
final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {

    /** Below the 1 MiB that brokers and producers take by default, with room for our own headers. */
    static final int MOST_BYTES = 960 * 1024;

    private static final int MOST_MESSAGE_CHARS = 1_000;

    /** Room that a record's header takes beside its name and value. */
    private static final int HEADER_OVERHEAD_BYTES = 10;

    private final String topic;
    private final WallClock clock;

    DeadLetterRecords(String topic, WallClock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            DeadLetter letter, KafkaSinkContext context, @Nullable Long timestamp) {
        List<Header> headers = new ArrayList<>();
        List<Header> cuts = new ArrayList<>();
        int room = MOST_BYTES;
        byte[] key = bytes(letter.getKey());
        if (length(key) > room) {
            cuts.add(text(LetterHeaders.CUT_KEY_BYTES, Integer.toString(length(key))));
            key = null;
        }
        room -= length(key);
        List<Header> original = originalHeaders(letter);
        long headerBytes =
                original.stream().mapToLong(DeadLetterRecords::length).sum();
        if (headerBytes <= room) {
            headers.addAll(original);
            room -= (int) headerBytes;
        } else {
            cuts.add(text(LetterHeaders.CUT_HEADERS, Integer.toString(original.size())));
        }
        byte[] value = bytes(letter.getValue());
        if (length(value) > room) {
            cuts.add(0, text(LetterHeaders.CUT_FROM_BYTES, Integer.toString(length(value))));
            value = cut(letter.getValue(), room);
        }
        headers.addAll(cuts);
        headers.addAll(errorHeaders(letter));
        headers.addAll(WriteTime.header(clock));
        return new ProducerRecord<>(topic, null, recordTimestamp(letter), key, value, headers);
    }

    /** The original's, where a broker would take it. */
    private @Nullable Long recordTimestamp(DeadLetter letter) {
        long original = letter.getTimestampMillis();
        return original < 0 || original > clock.millis() ? null : (Long) original;
    }

    private static List<Header> originalHeaders(DeadLetter letter) {
        List<Header> headers = new ArrayList<>();
        for (DeadLetterHeader header : letter.getHeaders()) {
            headers.add(new RecordHeader(header.getName(), bytes(header.getValue())));
        }
        return headers;
    }

    private static List<Header> errorHeaders(DeadLetter letter) {
        String message = letter.getMessage();
        return List.of(
                text(LetterHeaders.EXCEPTION, letter.getError()),
                text(LetterHeaders.MESSAGE, message.substring(0, Math.min(message.length(), MOST_MESSAGE_CHARS))),
                text(LetterHeaders.TOPIC, letter.getTopic()),
                text(LetterHeaders.PARTITION, Integer.toString(letter.getPartition())),
                text(LetterHeaders.OFFSET, Long.toString(letter.getOffset())),
                text(LetterHeaders.TIMESTAMP, Long.toString(letter.getTimestampMillis())));
    }

    private static Header text(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? null : cut(buffer, buffer.remaining());
    }

    private static byte[] cut(ByteBuffer buffer, int length) {
        byte[] copy = new byte[length];
        buffer.duplicate().get(copy);
        return copy;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static int length(Header header) {
        return header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value()) + HEADER_OVERHEAD_BYTES;
    }
}
