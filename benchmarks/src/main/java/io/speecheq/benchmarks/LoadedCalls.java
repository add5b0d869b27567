package io.speecheq.benchmarks;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.schemas.topic.TrajectoryKey;
import io.speecheq.sinks.call.Conversation;
import io.speecheq.sinks.call.TalkSpec;
import io.speecheq.sinks.trajectory.TrajectoryBuilder;
import io.speecheq.sinks.trajectory.TrajectorySpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Calls at random that last, as a job would tell of them: each second a window of each of their two channels, and the newest
 * trajectories and call. Evenly spread over the second. One thread.
 */
final class LoadedCalls implements AutoCloseable {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final List<String> CHANNELS = List.of("customer", "agent");
    private static final EmotionCategory[] CATEGORIES = EmotionCategory.values();

    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final List<Call> calls = new ArrayList<>();
    private final SpeechEqCodec<EmotionWindow> windowCodec = SpeechEqCodec.of(EmotionWindow.class);
    private final SpeechEqCodec<CallTrajectory> trajectoryCodec = SpeechEqCodec.of(CallTrajectory.class);
    private final SpeechEqCodec<CallSummary> callCodec = SpeechEqCodec.of(CallSummary.class);
    private final Random random = new Random(7);
    private long nextNanos;
    private int index;
    private long windows;

    private static final class Call {

        private final String id;
        private final Conversation conversation;
        private final List<TrajectoryBuilder> channels = new ArrayList<>();
        private EmotionCategory mood = EmotionCategory.NEUTRAL;

        private Call(String id) {
            this.id = id;
            this.conversation = new Conversation(TalkSpec.standard(), id);
            CHANNELS.forEach(channel -> channels.add(new TrajectoryBuilder(TrajectorySpec.standard(), id, channel)));
        }
    }

    LoadedCalls(String servers, int count) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "1", "linger.ms", "5", "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        partitions = producer.partitionsFor(Topics.TRAJECTORIES.name()).size();
        for (int i = 0; i < count; i++) {
            calls.add(new Call("load-" + i));
        }
    }

    /** Windows told so far. */
    long windows() {
        return windows;
    }

    /** Tells one second of every call, and returns when it is over. */
    void second() throws InterruptedException {
        if (index == 0) {
            nextNanos = System.nanoTime();
        }
        for (int i = 0; i < calls.size(); i++) {
            long dueNanos = nextNanos + SECOND_NANOS * i / calls.size();
            long aheadMillis = (dueNanos - System.nanoTime()) / 1_000_000;
            if (aheadMillis > 1) {
                Thread.sleep(aheadMillis);
            }
            tell(calls.get(i));
        }
        index++;
        nextNanos += SECOND_NANOS;
    }

    private void tell(Call call) {
        if (random.nextInt(8) == 0) {
            call.mood = CATEGORIES[random.nextInt(CATEGORIES.length)];
        }
        for (int channel = 0; channel < CHANNELS.size(); channel++) {
            EmotionWindow window = window(call, CHANNELS.get(channel));
            call.conversation.accept(window, next -> {});
            TrajectoryBuilder builder = call.channels.get(channel);
            builder.accept(window);
            send(Topics.EMOTIONS, call.id, call.id.getBytes(StandardCharsets.UTF_8), windowCodec.encode(window));
            send(
                    Topics.TRAJECTORIES,
                    call.id,
                    new TrajectoryKey(call.id, CHANNELS.get(channel)).bytes(),
                    trajectoryCodec.encode(builder.revision()));
            windows++;
        }
        send(
                Topics.CALLS,
                call.id,
                call.id.getBytes(StandardCharsets.UTF_8),
                callCodec.encode(call.conversation.revision(index == 0)));
    }

    // Whoever measures sees what was not written: it does not arrive.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Topic topic, String callId, byte[] key, byte[] value) {
        int partition = PartitionByCall.of(callId, partitions);
        producer.send(new ProducerRecord<>(topic.name(), partition, key, value));
    }

    private EmotionWindow window(Call call, String channel) {
        boolean isCustomer = channel.equals("customer");
        long endMillis = index * 1_000L + 3_000;
        float intensity = 4 * random.nextFloat();
        List<Float> scores = new ArrayList<>();
        for (EmotionCategory category : CATEGORIES) {
            scores.add(category == call.mood ? 0.6f : 0.05f);
        }
        boolean isSpoken = random.nextBoolean();
        return EmotionWindow.newBuilder()
                .setCallId(call.id)
                .setChannel(channel)
                .setIndex(index)
                .setStartMillis(index * 1_000L)
                .setEndMillis(endMillis)
                .setCallStart(Instant.ofEpochMilli(1_790_000_000_000L))
                .setSpeechRatio(isSpoken ? 0.8f : 0.1f)
                .setLevelDbfs(-30f)
                .setEmotion(
                        isCustomer
                                ? new Emotion(call.mood, SpeechEqMetric.name(call.mood, intensity), intensity, scores)
                                : null)
                .setNotAssessed(isCustomer ? null : NotAssessed.CHANNEL_NOT_ANALYSED)
                .setModel(isCustomer ? "load:1" : null)
                .setSpeech(isSpoken ? List.of(new SpeechStretch(endMillis - 900, endMillis - 100)) : List.of())
                .build();
    }

    @Override
    public void close() {
        producer.close();
    }
}
