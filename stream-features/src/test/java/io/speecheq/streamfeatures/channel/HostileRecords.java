package io.speecheq.streamfeatures.channel;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.streamfeatures.chunk.Chunk;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Values of audio records as an enemy would publish them, from a seed. They never name a good call. */
final class HostileRecords {

    private static final SpeechEqCodec<AudioChunk> CODEC = SpeechEqCodec.of(AudioChunk.class);

    private final Random random;
    private final List<Kind> kinds = List.of(
            this::noise,
            this::noValue,
            this::truncated,
            this::unknownFingerprint,
            this::mutated,
            this::odd,
            this::badName,
            this::longName,
            this::badRate,
            this::badPlace,
            this::badStart,
            this::badEncoding,
            this::cutSample,
            this::tooLong,
            this::crowdedAttributes);

    /**
     * One value.
     *
     * @param isSurelyBad whether it can be no sound chunk
     */
    record Hostile(Optional<byte[]> value, boolean isSurelyBad) {}

    @FunctionalInterface
    private interface Kind {
        Hostile next();
    }

    HostileRecords(long seed) {
        random = new Random(seed);
    }

    Hostile next() {
        return kinds.get(random.nextInt(kinds.size())).next();
    }

    /** The value of a record that is one of the largest that a topic of a user's may hold. */
    Hostile largest() {
        byte[] value = new byte[10 << 20];
        random.nextBytes(value);
        return bad(value);
    }

    /** A chunk as a record's value. */
    static byte[] encoded(Chunk chunk) {
        return CODEC.encode(AudioChunk.newBuilder()
                .setCallId(chunk.id().callId())
                .setChannel(chunk.id().channel())
                .setCallStart(Instant.ofEpochMilli(chunk.id().callStartMillis()))
                .setStartSample(chunk.startSample())
                .setSampleRateHz(chunk.sampleRateHz())
                .setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(chunk.payload().buffer())
                .setEndOfStream(chunk.endOfStream())
                .build());
    }

    private static Hostile bad(byte[] value) {
        return new Hostile(Optional.of(value), true);
    }

    private static Hostile bad(AudioChunk.Builder chunk) {
        return bad(CODEC.encode(chunk.build()));
    }

    private AudioChunk.Builder chunk() {
        byte[] payload = new byte[random.nextInt(100) == 0 ? 40_000 : random.nextInt(400)];
        random.nextBytes(payload);
        return AudioChunk.newBuilder()
                .setCallId("bad-" + random.nextInt(200))
                .setChannel(random.nextBoolean() ? "customer" : "agent")
                .setCallStart(Instant.ofEpochMilli(random.nextInt(3)))
                .setStartSample(random.nextInt(100_000))
                .setSampleRateHz(8_000)
                .setEncoding(AudioEncoding.PCMU)
                .setPayload(ByteBuffer.wrap(payload))
                .setEndOfStream(random.nextInt(20) == 0);
    }

    private Hostile noise() {
        byte[] value = new byte[random.nextInt(300)];
        random.nextBytes(value);
        return bad(value);
    }

    private Hostile noValue() {
        return new Hostile(Optional.empty(), true);
    }

    private Hostile truncated() {
        byte[] whole = CODEC.encode(chunk().build());
        return bad(Arrays.copyOf(whole, random.nextInt(whole.length)));
    }

    private Hostile unknownFingerprint() {
        byte[] value = CODEC.encode(chunk().build());
        value[2 + random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
        return bad(value);
    }

    /** What was sound, with a few bytes changed: anything may come of it. */
    private Hostile mutated() {
        byte[] value = CODEC.encode(chunk().build());
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            value[random.nextInt(value.length)] = (byte) random.nextInt(256);
        }
        return new Hostile(Optional.of(value), false);
    }

    /** Sound by itself, on a channel where nothing fits. */
    private Hostile odd() {
        AudioChunk.Builder chunk = chunk().setSampleRateHz(4_000 + random.nextInt(188_000));
        return new Hostile(Optional.of(CODEC.encode(chunk.build())), false);
    }

    private Hostile badName() {
        String name = List.of("", "\0", "a\0b", "\u0085", "\n", "x".repeat(257)).get(random.nextInt(6));
        return bad(random.nextBoolean() ? chunk().setCallId(name) : chunk().setChannel(name));
    }

    private Hostile longName() {
        boolean isMegabyte = random.nextInt(100) == 0;
        return bad(chunk().setCallId("x".repeat(isMegabyte ? 1 << 20 : 70_000)));
    }

    private Hostile badRate() {
        return bad(
                chunk().setSampleRateHz(new int[] {0, -1, -8_000, 3_999, 192_001, Integer.MAX_VALUE, Integer.MIN_VALUE}
                        [random.nextInt(7)]));
    }

    private Hostile badPlace() {
        return bad(chunk().setStartSample(
                        new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 100, 1L << 40, -(1L << 40)}
                                [random.nextInt(6)]));
    }

    private Hostile badStart() {
        return bad(chunk().setCallStart(Instant.ofEpochMilli(
                new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800_000L}[random.nextInt(4)])));
    }

    private Hostile badEncoding() {
        return bad(chunk().setEncoding(AudioEncoding.UNKNOWN));
    }

    private Hostile cutSample() {
        return bad(chunk().setEncoding(AudioEncoding.PCM_S16LE)
                .setPayload(ByteBuffer.allocate(1 + 2 * random.nextInt(100))));
    }

    private Hostile tooLong() {
        int bytes = random.nextInt(200) == 0 ? (1 << 20) + 1 : 1;
        return bytes == 1 ? cutSample() : bad(chunk().setPayload(ByteBuffer.allocate(bytes)));
    }

    private Hostile crowdedAttributes() {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("consent", List.of("", "\0", "tRuE", "false", "\ud800").get(random.nextInt(5)));
        for (int i = random.nextInt(200); i > 0; i--) {
            attributes.put("a" + random.nextLong(), "\u0000".repeat(random.nextInt(50)));
        }
        return new Hostile(
                Optional.of(CODEC.encode(chunk().setAttributes(attributes).build())), false);
    }
}
