package io.speecheq.sinks.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class HistoryRecordsTest {

    private final SpeechEqCodec<EmotionWindow> codec = SpeechEqCodec.of(EmotionWindow.class);
    private final List<EmotionWindow> kept = new ArrayList<>();

    @Test
    void whatIsNoRecordAndTombstonesArePassedOver() {
        EmotionWindow window = window(Instant.parse("2026-05-27T09:30:00Z"));

        read(Optional.of(new byte[] {1, 2, 3}), Optional.empty(), Optional.of(codec.encode(window)));

        assertThat(kept).containsExactly(window);
    }

    @Test
    void startsThatNoStoreCanHoldBecomeTheNearestThatItCan() {
        read(
                Optional.of(codec.encode(window(Instant.ofEpochMilli(Long.MAX_VALUE)))),
                Optional.of(codec.encode(window(Instant.ofEpochMilli(Long.MIN_VALUE)))));

        assertThat(kept)
                .extracting(EmotionWindow::getCallStart)
                .containsExactly(Instant.parse("9999-12-31T23:59:59.999Z"), Instant.EPOCH);
    }

    @SafeVarargs
    private final void read(Optional<byte[]>... values) {
        HistoryRecords<EmotionWindow> records = HistoryRecords.of(HistoryTable.EMOTION_WINDOW);
        for (Optional<byte[]> value : values) {
            records.deserialize(new ConsumerRecord<>("topic", 0, 0, new byte[0], value.orElse(null)), collector());
        }
    }

    private Collector<EmotionWindow> collector() {
        return new Collector<>() {
            @Override
            public void collect(EmotionWindow window) {
                kept.add(window);
            }

            @Override
            public void close() {}
        };
    }

    private static EmotionWindow window(Instant callStart) {
        return EmotionWindow.newBuilder()
                .setCallId("call")
                .setChannel("customer")
                .setIndex(0)
                .setStartMillis(0)
                .setEndMillis(3_000)
                .setCallStart(callStart)
                .setSpeechRatio(0)
                .setLevelDbfs(-60)
                .build();
    }
}
