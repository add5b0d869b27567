package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.DeadLetter;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.Octets;
import io.speecheq.streamfeatures.chunk.RawRecord;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * Random, mutated and hostile records through the operators, with good calls among them: no exception, one dead letter for
 * each that is bad, and not a bit of the good calls changed. {@code -Dspeecheq.fuzz.records} sets how many,
 * {@code -Dspeecheq.fuzz.seed} where from.
 */
class HostileRecordsTest {

    private static final int RECORDS = Integer.getInteger("speecheq.fuzz.records", 4_000);
    private static final long SEED = Long.getLong("speecheq.fuzz.seed", 42);
    private static final long NOW = 1_800_000_000_000L;
    private static final int RECORDS_PER_GOOD_CHUNK = 20;
    private static final ChannelOptions OPTIONS = ChannelOptions.standard().withLongestCall(Duration.ofMinutes(10));

    private final Map<String, List<Long>> windowsByCall = new HashMap<>();
    private long offset;
    private long surelyBad;
    private long letters;

    @Test
    void hostileRecordsAreDeadLettersAndTouchNothingElse() throws Exception {
        HostileRecords hostile = new HostileRecords(SEED);
        Random random = new Random(SEED);
        List<Chunk> good = List.of();
        int calls = 0;
        int next = 0;
        try (RecordHarness harness = RecordHarness.open(NOW, OPTIONS)) {
            for (int i = 0; i < RECORDS; i++) {
                if (next == good.size()) {
                    good = goodCall(calls);
                    calls++;
                    next = 0;
                }
                if (i % RECORDS_PER_GOOD_CHUNK == 0) {
                    accept(harness, Optional.of(HostileRecords.encoded(good.get(next))), false);
                    next++;
                }
                boolean isLargest = i == RECORDS / 2 || random.nextInt(20_000) == 0;
                HostileRecords.Hostile record = isLargest ? hostile.largest() : hostile.next();
                accept(harness, record.value(), record.isSurelyBad());
            }
        }

        assertThat(letters)
                .as("seed %d", SEED)
                .isGreaterThanOrEqualTo(surelyBad)
                .isGreaterThan(RECORDS / 2);
        for (int call = 0; call < calls; call++) {
            List<Long> told = windowsByCall.getOrDefault("good-" + call, List.of());
            List<Long> alone = alone(goodCall(call));
            // The last call may be under way.
            assertThat(told)
                    .as("seed %d, call %d", SEED, call)
                    .isEqualTo(alone.subList(0, call == calls - 1 ? told.size() : alone.size()));
        }
        System.out.printf(
                "%d hostile records (seed %d): %d dead letters, %d good calls unchanged%n",
                RECORDS, SEED, letters, calls);
    }

    private void accept(RecordHarness harness, Optional<byte[]> value, boolean isSurelyBad) throws Exception {
        harness.waitUntil(NOW + 10 * offset);
        harness.accept(new RawRecord(
                "speecheq.audio",
                0,
                offset,
                NOW + 10 * offset,
                Optional.empty(),
                value.map(Octets::owning),
                List.of()));
        List<DeadLetter> dead = harness.drainDeadLetters();
        assertThat(dead).as("seed %d, record %d", SEED, offset).hasSizeBetween(isSurelyBad ? 1 : 0, 1);
        if (!dead.isEmpty()) {
            assertThat(dead.get(0).getOffset()).isEqualTo(offset);
        }
        letters += dead.size();
        surelyBad += isSurelyBad ? 1 : 0;
        for (FeatureWindow window : harness.drainWindows()) {
            if (window.callId().startsWith("good-")) {
                windowsByCall
                        .computeIfAbsent(window.callId(), call -> new ArrayList<>())
                        .add(digest(window));
            }
        }
        offset++;
    }

    private static List<Long> alone(List<Chunk> call) throws Exception {
        try (ChannelHarness harness = ChannelHarness.open(NOW, OPTIONS)) {
            harness.acceptAll(call);
            return harness.windows().stream().map(HostileRecordsTest::digest).toList();
        }
    }

    private static List<Chunk> goodCall(int call) {
        return RecordedChannel.ofMillis(SEED + call, 8_000, 12_000)
                .named(new ChannelId("good-" + call, "customer", NOW))
                .chunks();
    }

    /** Of the bytes that the window travels as, without the record times that a live run has and a recording has not. */
    private static long digest(FeatureWindow window) {
        DataOutputSerializer bytes = new DataOutputSerializer(100_000);
        try {
            new FeatureWindowSerializer().serialize(window.withAudioMillis(0), bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        long digest = 1_469_598_103_934_665_603L;
        for (byte each : bytes.getCopyOfBuffer()) {
            digest = (digest ^ each) * 1_099_511_628_211L;
        }
        return digest;
    }
}
