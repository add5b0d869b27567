package io.speecheq.app.deadletters;

import io.speecheq.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends letters back to the topics that they came from: key, value, headers and timestamp as they were, and one header more
 * that says so. Each leaves in one transaction with its receipt, so that none is sent twice, whatever breaks off; a second
 * replay on the same Kafka ends the first. One thread.
 */
public final class LetterReplay implements AutoCloseable {

    private static final String TRANSACTIONS = "speecheq-dead-letters-replay";
    private static final int LETTERS_PER_TRANSACTION = 100;
    private static final String MOST_REQUEST_BYTES = "" + (3 << 20);

    private final KafkaProducer<byte[], byte[]> producer;
    private int pending;

    private LetterReplay(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Connects.
     *
     * @throws KafkaException when the brokers do not answer, or allow no transactions
     */
    public static LetterReplay open(Map<String, String> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("client.id", "speecheq-dead-letters-replay");
        settings.put("transactional.id", TRANSACTIONS);
        settings.put("max.block.ms", "15000");
        settings.put("max.request.size", MOST_REQUEST_BYTES);
        settings.put("compression.type", "lz4");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(java.time.Duration.ZERO);
            throw e;
        }
        return new LetterReplay(producer);
    }

    /**
     * Sends the letters that the filter takes.
     *
     * @param withAgain also those that were sent back before, or came back from it
     * @param lines told of every letter that stays, and why
     */
    public ReplayCount send(LetterTopic topic, LetterFilter filter, boolean withAgain, Consumer<String> lines) {
        ReplayCount.Tally tally = new ReplayCount.Tally();
        topic.read(filter, (letter, isReplayed) -> {
            if (tally.admit(topic, letter, isReplayed, withAgain, lines)) {
                send(letter);
            }
        });
        commit();
        return tally.count();
    }

    // A failure of any send is what the commit throws.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Letter letter) {
        if (pending == 0) {
            producer.beginTransaction();
        }
        producer.send(letter.toSendBack(System.currentTimeMillis()));
        producer.send(Receipts.of(letter.place(), Topics.DEAD_LETTERS.name()));
        pending++;
        if (pending == LETTERS_PER_TRANSACTION) {
            commit();
        }
    }

    private void commit() {
        if (pending > 0) {
            producer.commitTransaction();
            pending = 0;
        }
    }

    /** What was sent since the last whole transaction is given up. */
    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
