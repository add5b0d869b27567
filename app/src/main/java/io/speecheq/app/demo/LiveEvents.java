package io.speecheq.app.demo;

import static java.util.Objects.requireNonNull;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
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
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the job tells of some calls, read from its topics as it comes: each window and alert once, and what is said of it at its end. A thread of its
 * own reads.
 */
final class LiveEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration QUIET = Duration.ofSeconds(4);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Listener listener;
    private final SpeechEqCodec<EmotionWindow> windowCodec = SpeechEqCodec.of(EmotionWindow.class);
    private final SpeechEqCodec<CallTrajectory> trajectoryCodec = SpeechEqCodec.of(CallTrajectory.class);
    private final SpeechEqCodec<CallSummary> callCodec = SpeechEqCodec.of(CallSummary.class);
    private final SpeechEqCodec<EmotionAlert> alertCodec = SpeechEqCodec.of(EmotionAlert.class);
    private final Set<AlertKey> told = new HashSet<>();
    private final Map<String, CallSummary> calls = new HashMap<>();
    private final Set<WindowKey> seen = new HashSet<>();
    private final Map<ChannelKey, CallTrajectory> finals = new HashMap<>();
    private final Set<ChannelKey> open = new HashSet<>();
    private final CompletableFuture<List<EndedCall>> finished = new CompletableFuture<>();
    private volatile long lastNanos = System.nanoTime();
    private final Thread reader = new Thread(this::read, "live-events");
    private final Map<String, List<String>> channels = new LinkedHashMap<>();

    /** Is told what comes, each once. */
    interface Listener {

        void accept(EmotionWindow window);

        void accept(EmotionAlert alert);
    }

    /** A call that is over, and the last trajectory of each of its channels, in their order. */
    record EndedCall(CallSummary call, List<CallTrajectory> trajectories) {}

    private record AlertKey(String callId, String channel, String rule, int episode, AlertState state) {}

    private record ChannelKey(String callId, String channel) {}

    private record WindowKey(String callId, String channel, int index) {}

    /**
     * Of those calls alone.
     *
     * @param listener is told of each window and alert, by one thread
     */
    private LiveEvents(Map<String, String> connection, List<RecordedCall> calls, Listener listener) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("isolation.level", "read_committed");
        settings.put("client.id", "speecheq-demo");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.listener = listener;
        for (RecordedCall call : calls) {
            channels.put(call.callId(), call.namedChannels());
            call.namedChannels().forEach(channel -> open.add(new ChannelKey(call.callId(), channel)));
        }
    }

    /** Reads whatever is written from now on. */
    static LiveEvents of(Map<String, String> connection, List<RecordedCall> calls, Listener listener) {
        LiveEvents events = new LiveEvents(connection, calls, listener);
        List<TopicPartition> partitions = Stream.of(Topics.EMOTIONS, Topics.TRAJECTORIES, Topics.CALLS, Topics.ALERTS)
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

    /** What was said last of each call, once all of them are over; in their order. */
    CompletableFuture<List<EndedCall>> finished() {
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
            } else if (record.topic().equals(Topics.TRAJECTORIES.name())) {
                accept(trajectoryCodec.decode(record.value()));
            } else if (record.topic().equals(Topics.CALLS.name())) {
                accept(callCodec.decode(record.value()));
            } else {
                accept(alertCodec.decode(record.value()));
            }
        } catch (UndecodableException e) {
            LOG.info("{} holds a record that is none of ours: {}", record.topic(), e.getMessage());
        }
    }

    private void accept(EmotionWindow window) {
        lastNanos = System.nanoTime();
        boolean isOurs = channels.containsKey(window.getCallId());
        if (isOurs && seen.add(new WindowKey(window.getCallId(), window.getChannel(), window.getIndex()))) {
            listener.accept(window);
        }
    }

    private void accept(CallTrajectory trajectory) {
        ChannelKey key = new ChannelKey(trajectory.getCallId(), trajectory.getChannel());
        if (trajectory.getStatus() != TrajectoryStatus.ACTIVE && open.remove(key)) {
            finals.put(key, trajectory);
            finishWhenAllIsTold();
        }
    }

    private void accept(CallSummary call) {
        boolean isOver = call.getStatus() == CallStatus.COMPLETED || call.getStatus() == CallStatus.TIMED_OUT;
        List<String> named = channels.get(call.getCallId());
        if (isOver && named != null && call.getChannels().size() >= named.size()) {
            calls.put(call.getCallId(), call);
            finishWhenAllIsTold();
        }
    }

    private void accept(EmotionAlert alert) {
        AlertKey key = new AlertKey(
                alert.getCallId(), alert.getChannel(), alert.getRule(), alert.getEpisode(), alert.getState());
        if (channels.containsKey(alert.getCallId()) && told.add(key)) {
            listener.accept(alert);
        }
    }

    private void finishWhenAllIsTold() {
        if (!open.isEmpty() || !calls.keySet().containsAll(channels.keySet())) {
            return;
        }
        List<EndedCall> ended = new ArrayList<>();
        channels.forEach((callId, names) -> ended.add(new EndedCall(
                requireNonNull(calls.get(callId)),
                names.stream()
                        .map(channel -> requireNonNull(finals.get(new ChannelKey(callId, channel))))
                        .toList())));
        finished.complete(ended);
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
