package io.speecheq.ingest.publish;

import io.speecheq.ingest.chunk.ChunkTarget;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.topic.SpeechEqSerializer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes chunks on the audio topic, keyed and so partitioned by call id, in the order they come and each once. Holds at most
 * {@value ProducerSettings#BUFFER_BYTES} bytes: when the brokers are slower than that, {@link #accept} waits. The first chunk
 * that could not be sent stops it: everything after fails with the same error.
 *
 * <p>Records carry the time of publishing, never the call's: retention goes by it, and the chunks of an old call that is
 * replayed would be deleted before they are read. Thread-safe; owns its producer.
 */
public final class AudioPublisher implements ChunkTarget, AutoCloseable {

    private static final int ANSWER_MILLIS = 15_000;
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Producer<String, AudioChunk> producer;
    private final String topic;
    private final String brokers;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong published = new AtomicLong();

    AudioPublisher(Producer<String, AudioChunk> producer, String topic, String brokers) {
        this.producer = producer;
        this.topic = topic;
        this.brokers = brokers;
    }

    /**
     * Connects, once it is known that the brokers answer and have the topic.
     *
     * @param connection {@code bootstrap.servers}, and what else the brokers ask of a client ({@code security.protocol}, ...)
     */
    public static AudioPublisher open(Map<String, String> connection, String topic)
            throws PublishFailed, InterruptedException {
        String brokers = connection.getOrDefault("bootstrap.servers", "");
        TopicCheck.await(connection, topic, brokers, ANSWER_MILLIS);
        try {
            Producer<String, AudioChunk> producer = new KafkaProducer<>(
                    ProducerSettings.over(connection),
                    new StringSerializer(),
                    new SpeechEqSerializer<>(SpeechEqCodec.of(AudioChunk.class)));
            return new AudioPublisher(producer, topic, brokers);
        } catch (KafkaException e) {
            throw new PublishFailed("cannot connect to Kafka at " + brokers + " (" + TopicCheck.reason(e) + ")", e);
        }
    }

    // The future tells what the callback is told.
    @SuppressWarnings("FutureReturnValueIgnored")
    @Override
    public void accept(AudioChunk chunk) throws PublishFailed, InterruptedException {
        throwFailure();
        try {
            producer.send(new ProducerRecord<>(topic, chunk.getCallId(), chunk), (metadata, problem) -> {
                if (problem == null) {
                    published.incrementAndGet();
                } else {
                    failure.compareAndSet(null, problem);
                }
            });
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException | IllegalStateException e) {
            failure.compareAndSet(null, e);
            throwFailure();
        }
    }

    /** Waits until all that was accepted is on the topic. */
    @Override
    public void flush() throws PublishFailed, InterruptedException {
        throwFailure();
        try {
            producer.flush();
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        throwFailure();
    }

    /** Chunks that the brokers have confirmed. */
    public long publishedChunks() {
        return published.get();
    }

    private void throwFailure() throws PublishFailed {
        Exception problem = failure.get();
        if (problem != null) {
            throw new PublishFailed(
                    "could not publish to " + topic + " at " + brokers + " (" + TopicCheck.reason(problem)
                            + "); see to the brokers and start again",
                    problem);
        }
    }

    /** Kafka sets the thread's mark as it throws; the checked exception stands for it. */
    private static InterruptedException interrupted(InterruptException cause) {
        Thread.interrupted();
        InterruptedException e = new InterruptedException("interrupted while publishing");
        e.initCause(cause);
        return e;
    }

    /** Sends what is still held, unless sending failed before. */
    @Override
    public void close() {
        producer.close(failure.get() == null ? CLOSING : Duration.ZERO);
    }
}
