package io.speecheq.app.deadletters;

import io.speecheq.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
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

    /** The brokers end a transaction that is older than the first of these; ours is committed at the second, however few letters are in it. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private int pending;
    private long begunMillis;

    LetterReplay(Producer<byte[], byte[]> producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
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
        settings.put("transaction.timeout.ms", (int) TRANSACTION_TIMEOUT.toMillis());
        settings.put("max.block.ms", "15000");
        settings.put("max.request.size", MOST_REQUEST_BYTES);
        settings.put("compression.type", "lz4");
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new LetterReplay(producer, Clock.systemUTC());
    }

    /**
     * Sends the letters that the filter takes.
     *
     * @param withAgain also those that were sent back before, or came back from it
     * @param lines told of every letter that stays, and why
     */
    public ReplayCount send(LetterTopic topic, LetterFilter filter, boolean withAgain, Consumer<String> lines) {
        ReplayCount.Tally tally = new ReplayCount.Tally();
        topic.read(
                filter,
                (letter, isReplayed) -> {
                    if (tally.admit(topic, letter, isReplayed, withAgain, lines)) {
                        send(letter);
                    }
                },
                this::commitWhatIsOld);
        commit();
        return tally.count();
    }

    // A failure of any send is what the commit throws.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Letter letter) {
        if (pending == 0) {
            producer.beginTransaction();
            begunMillis = clock.millis();
        }
        producer.send(letter.toSendBack(clock.millis()));
        producer.send(Receipts.of(letter.place(), Topics.DEAD_LETTERS.name()));
        pending++;
        if (pending == LETTERS_PER_TRANSACTION) {
            commit();
        }
    }

    /** A topic may go on for long after a letter without another that is to be sent. */
    private void commitWhatIsOld() {
        if (pending > 0 && clock.millis() - begunMillis >= LONGEST_TRANSACTION.toMillis()) {
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
        producer.close(Duration.ofSeconds(5));
    }
}
