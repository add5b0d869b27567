package io.speecheq.app.demo;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the job tells of some calls, read from its topics as it comes: each window once, and the last trajectory of each channel. A thread of its
 * own reads.
 */
final class LiveEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration QUIET = Duration.ofSeconds(4);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<EmotionWindow> windows;
    private final SpeechEqCodec<EmotionWindow> windowCodec = SpeechEqCodec.of(EmotionWindow.class);
    private final SpeechEqCodec<CallTrajectory> trajectoryCodec = SpeechEqCodec.of(CallTrajectory.class);
    private final Set<WindowKey> seen = new HashSet<>();
    private final Map<ChannelKey, CallTrajectory> finals = new HashMap<>();
    private final Set<ChannelKey> open = new HashSet<>();
    private final CompletableFuture<List<CallTrajectory>> finished = new CompletableFuture<>();
    private volatile long lastNanos = System.nanoTime();
    private final Thread reader = new Thread(this::read, "live-events");
    private final Map<String, List<String>> channels = new LinkedHashMap<>();

    private record ChannelKey(String callId, String channel) {}

    private record WindowKey(String callId, String channel, int index) {}

    /**
     * Of those calls alone.
     *
     * @param windows is told of each window, by one thread
     */
    private LiveEvents(Map<String, String> connection, List<RecordedCall> calls, Consumer<EmotionWindow> windows) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("client.id", "speecheq-demo");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.windows = windows;
        for (RecordedCall call : calls) {
            channels.put(call.callId(), call.namedChannels());
            call.namedChannels().forEach(channel -> open.add(new ChannelKey(call.callId(), channel)));
        }
    }

    /** Reads whatever is written from now on. */
    static LiveEvents of(Map<String, String> connection, List<RecordedCall> calls, Consumer<EmotionWindow> windows) {
        LiveEvents events = new LiveEvents(connection, calls, windows);
        List<TopicPartition> partitions = Stream.of(Topics.EMOTIONS, Topics.TRAJECTORIES)
                .flatMap(topic -> events.consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        events.consumer.assign(partitions);
        events.consumer.seekToEnd(partitions);
        // The end is where it is now, not where it will be at the first poll.
        partitions.forEach(events.consumer::position);
        events.reader.setDaemon(true);
        events.reader.start();
        return events;
    }

    /** The last trajectory of each channel, once all of them have ended; in the order of the calls. */
    CompletableFuture<List<CallTrajectory>> finished() {
        return finished;
    }

    /** Whether nothing has come for some seconds. */
    boolean isQuiet() {
        return System.nanoTime() - lastNanos > QUIET.toNanos();
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    accept(record);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("asked to end");
        } catch (RuntimeException e) {
            finished.completeExceptionally(e);
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() == null) {
                return;
            }
            if (record.topic().equals(Topics.EMOTIONS.name())) {
                accept(windowCodec.decode(record.value()));
            } else {
                accept(trajectoryCodec.decode(record.value()));
            }
        } catch (UndecodableException e) {
            LOG.info("{} holds a record that is none of ours: {}", record.topic(), e.getMessage());
        }
    }

    private void accept(EmotionWindow window) {
        lastNanos = System.nanoTime();
        boolean isOurs = channels.containsKey(window.getCallId());
        if (isOurs && seen.add(new WindowKey(window.getCallId(), window.getChannel(), window.getIndex()))) {
            windows.accept(window);
        }
    }

    private void accept(CallTrajectory trajectory) {
        ChannelKey key = new ChannelKey(trajectory.getCallId(), trajectory.getChannel());
        if (trajectory.getStatus() != TrajectoryStatus.ACTIVE && open.remove(key)) {
            finals.put(key, trajectory);
            if (open.isEmpty()) {
                finished.complete(inOrder());
            }
        }
    }

    private List<CallTrajectory> inOrder() {
        List<CallTrajectory> ordered = new ArrayList<>();
        channels.forEach((callId, names) -> names.stream()
                .map(channel -> finals.get(new ChannelKey(callId, channel)))
                .forEach(ordered::add));
        return ordered;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(POLL.multipliedBy(8).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
