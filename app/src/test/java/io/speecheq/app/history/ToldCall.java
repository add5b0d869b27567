package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.Interruption;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A call of two channels, as the job tells of it: seeded, with every kind of record in several states. */
public final class ToldCall {

    static final List<String> CHANNELS = List.of("agent", "customer");

    private final String callId;
    private final Instant start;
    private final int windows;
    private final Random random;
    private final List<Exception> refused = new CopyOnWriteArrayList<>();

    public ToldCall(String callId, Instant start, int windows, long seed) {
        RecordTrust.grant();
        this.callId = callId;
        this.start = start;
        this.windows = windows;
        this.random = new Random(seed);
    }

    /** Tells all of it, to the end, and waits until the broker has it. */
    public void publish(Map<String, String> connection) {
        Map<String, Object> settings = Map.copyOf(connection);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int revision = 1; revision <= windows; revision++) {
                boolean isLast = revision == windows;
                for (String channel : CHANNELS) {
                    send(producer, Topics.EMOTIONS, callId, window(channel, revision - 1));
                    send(
                            producer,
                            Topics.TRAJECTORIES,
                            new TrajectoryKey(callId, channel).text(),
                            trajectory(channel, revision, isLast));
                }
                send(producer, Topics.CALLS, callId, summary(revision, isLast));
            }
            send(producer, Topics.ALERTS, callId, alert(AlertState.RAISED, 5_000));
            send(producer, Topics.ALERTS, callId, alert(AlertState.CLEARED, 9_000));
            producer.flush();
        }
        assertThat(refused).as("records that the broker did not take").isEmpty();
    }

    // The codec of a record's own class takes it.
    @SuppressWarnings("unchecked")
    private <T extends SpecificRecordBase> void send(
            KafkaProducer<byte[], byte[]> producer, Topic topic, String key, T record) {
        byte[] value = SpeechEqCodec.of((Class<T>) record.getClass()).encode(record);
        int partition =
                PartitionByCall.of(callId, producer.partitionsFor(topic.name()).size());
        var unused = producer.send(
                new ProducerRecord<>(topic.name(), partition, key.getBytes(StandardCharsets.UTF_8), value),
                (metadata, failure) -> {
                    if (failure != null) {
                        refused.add(failure);
                    }
                });
    }

    EmotionWindow window(String channel, int index) {
        boolean isAssessed = random.nextInt(4) > 0;
        List<Float> scores = new ArrayList<>();
        for (int category = 0; category < 9; category++) {
            scores.add(random.nextFloat());
        }
        return EmotionWindow.newBuilder()
                .setCallId(callId)
                .setChannel(channel)
                .setIndex(index)
                .setStartMillis(index * 1_000L)
                .setEndMillis(index * 1_000L + 3_000)
                .setCallStart(start)
                .setSpeechRatio(random.nextFloat())
                .setLevelDbfs(-60 * random.nextFloat())
                .setEmotion(
                        isAssessed
                                ? new Emotion(EmotionCategory.JOY, "serenity", 4 * random.nextFloat(), scores)
                                : null)
                .setNotAssessed(isAssessed ? null : NotAssessed.NO_SPEECH)
                .setModel(isAssessed ? "speecheq:0.2.0" : null)
                .setSpeech(List.of(new SpeechStretch(index * 1_000L, index * 1_000L + 700)))
                .build();
    }

    private CallTrajectory trajectory(String channel, int revision, boolean isLast) {
        return CallTrajectory.newBuilder()
                .setCallId(callId)
                .setChannel(channel)
                .setCallStart(start)
                .setStatus(isLast ? TrajectoryStatus.COMPLETED : TrajectoryStatus.ACTIVE)
                .setRevision(revision)
                .setWindows(revision)
                .setDurations(new Durations(revision * 1_000L, revision * 800L, 0L, revision * 700L, 200L))
                .setOverall(EmotionSummary.newBuilder()
                        .setFromMillis(0)
                        .setToMillis(revision * 1_000L)
                        .setAssessedWindows(revision)
                        .setDominant(EmotionCategory.JOY)
                        .setShares(List.of(0f, 0f, 1f, 0f, 0f, 0f, 0f, 0f, 0f))
                        .setMeanIntensity(random.nextFloat())
                        .build())
                .setQuarters(List.of())
                .setSegments(List.of(EmotionSegment.newBuilder()
                        .setStartMillis(0)
                        .setEndMillis(revision * 1_000L)
                        .setCategory(EmotionCategory.JOY)
                        .setName("serenity")
                        .setMeanIntensity(random.nextFloat())
                        .setPeakIntensity(2)
                        .build()))
                .setNotAssessed(List.of())
                .setModels(List.of("speecheq:0.2.0"))
                .build();
    }

    private CallSummary summary(int revision, boolean isLast) {
        return CallSummary.newBuilder()
                .setCallId(callId)
                .setCallStart(start)
                .setStatus(isLast ? CallStatus.COMPLETED : revision == 1 ? CallStatus.STARTED : CallStatus.UPDATED)
                .setRevision(revision)
                .setDurationMillis(revision * 1_000L)
                .setTalkMillis(revision * 900L)
                .setOverlapMillis(0)
                .setNonTalkMillis(revision * 100L)
                .setLongestSilenceMillis(0)
                .setLongestSilenceAtMillis(0)
                .setChannels(List.of())
                .setInterruptions(List.of(new Interruption("agent", "customer", 4_000L, 500L)))
                .build();
    }

    private EmotionAlert alert(AlertState state, long toMillis) {
        return EmotionAlert.newBuilder()
                .setRule("rage")
                .setCallId(callId)
                .setChannel("customer")
                .setCallStart(start)
                .setFromMillis(4_000)
                .setToMillis(toMillis)
                .setValue(3.1f)
                .setState(state)
                .build();
    }
}
