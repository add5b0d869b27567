package io.speecheq.schemas.codec;

import io.speecheq.schemas.record.AlertEvidence;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.ChannelSummary;
import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.schemas.record.DeadLetterHeader;
import io.speecheq.schemas.record.Durations;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionChange;
import io.speecheq.schemas.record.EmotionSegment;
import io.speecheq.schemas.record.EmotionSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.IntensityTrend;
import io.speecheq.schemas.record.Interruption;
import io.speecheq.schemas.record.Loudness;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.NotAssessedCount;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.record.ReleaseRole;
import io.speecheq.schemas.record.SpeechStretch;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.record.TrendDirection;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Records of every kind, from a seed. */
final class Records {

    /** All records that have a codec. */
    static final List<Class<? extends SpecificRecord>> TYPES = List.of(
            AudioChunk.class,
            EmotionWindow.class,
            CallTrajectory.class,
            ChannelClosed.class,
            EmotionAlert.class,
            ModelRelease.class,
            ModelStatus.class,
            DeadLetter.class,
            CallSummary.class,
            AlertRules.class);

    private final Random random;

    private Records(long seed) {
        random = new Random(seed);
    }

    static Records seeded(long seed) {
        return new Records(seed);
    }

    <T extends SpecificRecord> T next(Class<T> type) {
        Map<Class<? extends SpecificRecord>, Supplier<SpecificRecord>> makers = Map.of(
                AudioChunk.class, this::chunk,
                EmotionWindow.class, this::window,
                CallTrajectory.class, this::trajectory,
                ChannelClosed.class, this::closed,
                EmotionAlert.class, this::alert,
                ModelRelease.class, this::release,
                ModelStatus.class, this::status,
                DeadLetter.class, this::deadLetter,
                CallSummary.class, this::call,
                AlertRules.class, this::rules);
        return type.cast(Objects.requireNonNull(makers.get(type)).get());
    }

    AudioChunk chunk() {
        byte[] payload = new byte[random.nextInt(400)];
        random.nextBytes(payload);
        Map<String, String> attributes = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(text(), text());
        }
        return new AudioChunk(
                text(),
                text(),
                instant(),
                random.nextLong(),
                random.nextInt(),
                any(AudioEncoding.values()),
                ByteBuffer.wrap(payload),
                random.nextBoolean(),
                attributes);
    }

    EmotionWindow window() {
        boolean assessed = random.nextBoolean();
        Emotion emotion = new Emotion(any(EmotionCategory.values()), text(), 4 * random.nextFloat(), floats(9));
        return new EmotionWindow(
                text(),
                text(),
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                instant(),
                random.nextFloat(),
                -120 * random.nextFloat(),
                assessed ? emotion : null,
                assessed ? null : any(NotAssessed.values()),
                assessed ? text() : null,
                some(3, () -> new SpeechStretch(random.nextLong(), random.nextLong())));
    }

    CallTrajectory trajectory() {
        return new CallTrajectory(
                text(),
                text(),
                instant(),
                any(TrajectoryStatus.values()),
                random.nextInt(),
                random.nextInt(),
                new Durations(
                        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
                summary(),
                some(4, this::summary),
                some(
                        5,
                        () -> new EmotionSegment(
                                random.nextLong(),
                                random.nextLong(),
                                any(EmotionCategory.values()),
                                text(),
                                random.nextFloat(),
                                random.nextFloat(),
                                random.nextFloat(),
                                random.nextBoolean())),
                random.nextInt(),
                some(3, () -> new NotAssessedCount(text(), random.nextInt())),
                some(2, this::text),
                floats(9),
                random.nextBoolean() ? new IntensityTrend(random.nextFloat(), any(TrendDirection.values())) : null,
                some(
                        3,
                        () -> new EmotionChange(
                                random.nextLong(),
                                any(EmotionCategory.values()),
                                any(EmotionCategory.values()),
                                random.nextFloat())),
                random.nextBoolean() ? new Loudness(random.nextFloat(), random.nextFloat(), random.nextLong()) : null);
    }

    CallSummary call() {
        return new CallSummary(
                text(),
                instant(),
                any(CallStatus.values()),
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                some(3, this::channel),
                some(3, () -> new Interruption(text(), text(), random.nextLong(), random.nextLong())),
                random.nextInt());
    }

    private ChannelSummary channel() {
        boolean answers = random.nextBoolean();
        return new ChannelSummary(
                text(),
                any(TrajectoryStatus.values()),
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextFloat(),
                random.nextInt(),
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                answers ? random.nextLong() : null,
                answers ? random.nextLong() : null);
    }

    AlertRules rules() {
        return new AlertRules(text(), text(), instant());
    }

    ChannelClosed closed() {
        return new ChannelClosed(
                text(),
                text(),
                instant(),
                random.nextBoolean(),
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong());
    }

    EmotionAlert alert() {
        return new EmotionAlert(
                text(),
                text(),
                text(),
                instant(),
                random.nextLong(),
                random.nextLong(),
                random.nextFloat(),
                any(AlertState.values()),
                any(AlertSeverity.values()),
                random.nextInt(),
                random.nextFloat(),
                text(),
                some(3, () -> new AlertEvidence(text(), random.nextFloat())),
                text());
    }

    ModelRelease release() {
        return new ModelRelease(
                text(),
                text(),
                text(),
                text(),
                text(),
                any(ReleaseRole.values()),
                random.nextDouble(),
                random.nextBoolean() ? instant() : null,
                random.nextBoolean() ? text() : null);
    }

    ModelStatus status() {
        return new ModelStatus(
                text(),
                text(),
                text(),
                text(),
                any(ReleaseOutcome.values()),
                random.nextBoolean() ? text() : null,
                instant());
    }

    DeadLetter deadLetter() {
        return new DeadLetter(
                text(),
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextBoolean() ? bytes() : null,
                random.nextBoolean() ? bytes() : null,
                some(3, () -> new DeadLetterHeader(text(), random.nextBoolean() ? bytes() : null)),
                text(),
                text());
    }

    private ByteBuffer bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private EmotionSummary summary() {
        boolean assessed = random.nextBoolean();
        return new EmotionSummary(
                random.nextLong(),
                random.nextLong(),
                random.nextInt(),
                assessed ? any(EmotionCategory.values()) : null,
                floats(9),
                assessed ? random.nextFloat() : null,
                assessed ? random.nextFloat() : null,
                assessed ? random.nextLong() : null,
                assessed ? random.nextFloat() : null,
                random.nextBoolean());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int codePoint = random.nextInt(4) == 0 ? 0x1F600 + random.nextInt(64) : ' ' + random.nextInt(300);
            text.appendCodePoint(codePoint);
        }
        return text.toString();
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong() >> 16);
    }

    private <E> E any(E[] values) {
        return values[random.nextInt(values.length)];
    }

    private List<Float> floats(int count) {
        List<Float> floats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            floats.add(random.nextFloat());
        }
        return floats;
    }

    private <E> List<E> some(int atMost, Supplier<E> maker) {
        List<E> list = new ArrayList<>();
        for (int i = random.nextInt(atMost + 1); i > 0; i--) {
            list.add(maker.get());
        }
        return list;
    }
}
