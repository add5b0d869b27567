package io.speecheq.app.deadletters;

import io.speecheq.sinks.kafka.LetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of the dead-letter topic: the original in it, and what its headers say of it. Immutable; holds the value. */
public final class Letter {

    private static final Set<String> CUTS =
            Set.of(LetterHeaders.CUT_FROM_BYTES, LetterHeaders.CUT_KEY_BYTES, LetterHeaders.CUT_HEADERS);

    private final ConsumerRecord<byte[], byte[]> record;
    private final List<Header> original;
    private final List<Header> ours;

    private Letter(ConsumerRecord<byte[], byte[]> record, List<Header> original, List<Header> ours) {
        this.record = record;
        this.original = original;
        this.ours = ours;
    }

    /** The letter in a record; none where the record is no letter but a receipt, or something of strangers. */
    static Optional<Letter> in(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = Arrays.asList(record.headers().toArray());
        int begin = headers.size() - 1;
        // The last one: a record may have come with headers of the same name.
        while (begin >= 0 && !headers.get(begin).key().equals(LetterHeaders.EXCEPTION)) {
            begin--;
        }
        if (begin < 0) {
            return Optional.empty();
        }
        while (begin > 0 && CUTS.contains(headers.get(begin - 1).key())) {
            begin--;
        }
        return Optional.of(new Letter(record, headers.subList(0, begin), headers.subList(begin, headers.size())));
    }

    public LetterPlace place() {
        return new LetterPlace(record.partition(), record.offset());
    }

    /** When it became a dead letter. */
    public Instant at() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    public String reason() {
        return said(LetterHeaders.EXCEPTION).orElse("");
    }

    public String message() {
        return said(LetterHeaders.MESSAGE).orElse("");
    }

    /** The topic it came from. */
    public String topic() {
        return said(LetterHeaders.TOPIC).orElse("");
    }

    /** Partition and offset on that topic, as {@code partition/offset}. */
    public String origin() {
        return said(LetterHeaders.PARTITION).orElse("?") + "/"
                + said(LetterHeaders.OFFSET).orElse("?");
    }

    /** The key as text, which is the call id; empty where there is none. */
    public String key() {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** Length of the original's value, whatever is left of it here. */
    public long valueBytes() {
        Optional<Long> cutFrom = said(LetterHeaders.CUT_FROM_BYTES).flatMap(Letter::number);
        return cutFrom.orElse(record.value() == null ? 0L : (long) record.value().length);
    }

    /** What is missing of the original; empty where all of it is here. */
    public Optional<String> cut() {
        List<String> missing = new ArrayList<>();
        said(LetterHeaders.CUT_FROM_BYTES).ifPresent(bytes -> missing.add("its value had " + bytes + " bytes"));
        said(LetterHeaders.CUT_KEY_BYTES).ifPresent(bytes -> missing.add("its key had " + bytes + " bytes"));
        said(LetterHeaders.CUT_HEADERS).ifPresent(count -> missing.add("it had " + count + " headers"));
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
    }

    /** The letter that this one was before it was sent back, where it was. */
    public Optional<String> replayedFrom() {
        return original.stream()
                .filter(header -> header.key().equals(LetterHeaders.REPLAYED_FROM))
                .reduce((first, last) -> last)
                .map(header -> text(header.value()));
    }

    /** The original, to be sent back, with the mark that it was. */
    ProducerRecord<byte[], byte[]> toSendBack(long nowMillis) {
        List<Header> headers = new ArrayList<>();
        for (Header header : original) {
            if (!header.key().equals(LetterHeaders.REPLAYED_FROM)) {
                headers.add(header);
            }
        }
        headers.add(Receipts.header(LetterHeaders.REPLAYED_FROM, place()));
        long timestamp = said(LetterHeaders.TIMESTAMP).flatMap(Letter::number).orElse(-1L);
        // Brokers refuse a time before 1970, and one that has yet to come.
        Long own = timestamp < 0 || timestamp > nowMillis ? null : (Long) timestamp;
        return new ProducerRecord<>(topic(), null, own, record.key(), record.value(), headers);
    }

    private Optional<String> said(String name) {
        return ours.stream()
                .filter(header -> header.key().equals(name))
                .findFirst()
                .map(header -> text(header.value()));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Optional<Long> number(String text) {
        return text.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
