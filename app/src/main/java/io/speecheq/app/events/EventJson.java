package io.speecheq.app.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.schemas.codec.RecordJson;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.topic.Topic;
import io.speecheq.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A topic's record as a line of JSON: the record by its Avro field names. What is no record of ours (a dead letter, always; a tombstone) is told as
 * it is: {@code {"key":…,"headers":{…},"value":base64}}.
 */
interface EventJson {

    /** Records by topic; dead letters are none. */
    Map<String, Class<? extends SpecificRecord>> RECORDS = Map.of(
            Topics.AUDIO.name(), AudioChunk.class,
            Topics.EMOTIONS.name(), EmotionWindow.class,
            Topics.CHALLENGER_EMOTIONS.name(), EmotionWindow.class,
            Topics.TRAJECTORIES.name(), CallTrajectory.class,
            Topics.CALLS.name(), CallSummary.class,
            Topics.ALERTS.name(), EmotionAlert.class,
            Topics.ALERT_RULES.name(), AlertRules.class,
            Topics.MODELS.name(), ModelRelease.class,
            Topics.MODEL_STATUS.name(), ModelStatus.class);

    String line(ConsumerRecord<byte[], byte[]> record);

    static EventJson of(Topic topic) {
        Class<? extends SpecificRecord> type = RECORDS.get(topic.name());
        return type == null ? EventJson::asItIs : ofRecords(SpeechEqCodec.of(type));
    }

    private static <T extends SpecificRecord> EventJson ofRecords(SpeechEqCodec<T> codec) {
        return record -> {
            if (record.value() == null) {
                return asItIs(record);
            }
            try {
                return RecordJson.text(codec.decode(record.value()));
            } catch (UndecodableException e) {
                return asItIs(record);
            }
        };
    }

    private static String asItIs(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("key", text(record.key()));
        ObjectNode headers = line.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        line.put("value", record.value());
        return RecordJson.text(line);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
