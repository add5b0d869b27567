package io.speecheq.app.deadletters;

import io.speecheq.sinks.kafka.LetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Which letters were sent back already. A receipt is a record of the dead-letter topic itself, in the partition of its letter,
 * written in the transaction that sends the letter back: so there is one exactly where it was, whoever looks from wherever.
 */
final class Receipts {

    private final Set<LetterPlace> places = new HashSet<>();

    /** Takes note of a record, where it is a receipt. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        Header said = record.headers().lastHeader(LetterHeaders.REPLAYED);
        if (said != null && said.value() != null && Letter.in(record).isEmpty()) {
            Optional<LetterPlace> place = LetterPlace.parse(new String(said.value(), StandardCharsets.UTF_8));
            place.ifPresent(places::add);
        }
    }

    boolean has(LetterPlace place) {
        return places.contains(place);
    }

    /** The receipt of a letter. */
    static ProducerRecord<byte[], byte[]> of(LetterPlace place, String deadLetterTopic) {
        return new ProducerRecord<>(
                deadLetterTopic, place.partition(), null, null, null, List.of(header(LetterHeaders.REPLAYED, place)));
    }

    static Header header(String name, LetterPlace place) {
        return new RecordHeader(name, place.toString().getBytes(StandardCharsets.UTF_8));
    }
}
