package io.speecheq.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.SpeechStretch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RecordJsonTest {

    private static final List<Class<? extends SpecificRecord>> TYPES = Records.TYPES;

    @Test
    void anAssessedWindowIsPlainJson() {
        EmotionWindow window = new EmotionWindow(
                "call",
                "customer",
                3,
                3000L,
                6000L,
                Instant.ofEpochMilli(1_700_000_000_123L),
                0.1f,
                -23.4f,
                new Emotion(EmotionCategory.ANGER, "rage", 3.3f, List.of(0.5f, 1e-7f, 2.0E-3f)),
                null,
                "speecheq:1",
                List.of(new SpeechStretch(4000L, 4250L)));

        assertThat(RecordJson.text(window))
                .isEqualTo("{\"callId\":\"call\",\"channel\":\"customer\",\"index\":3,\"startMillis\":3000,"
                        + "\"endMillis\":6000,\"callStart\":1700000000123,\"speechRatio\":0.1,\"levelDbfs\":-23.4,"
                        + "\"emotion\":{\"category\":\"ANGER\",\"name\":\"rage\",\"intensity\":3.3,"
                        + "\"scores\":[0.5,1.0E-7,0.002]},\"notAssessed\":null,\"model\":\"speecheq:1\","
                        + "\"speech\":[{\"startMillis\":4000,\"endMillis\":4250}]}");
    }

    @Test
    void aWindowThatWasNotAssessedSaysWhy() {
        EmotionWindow window = new EmotionWindow(
                "call", "agent", 0, 0L, 3000L, Instant.EPOCH, 0f, -120f, null, NotAssessed.NO_SPEECH, null, List.of());

        assertThat(RecordJson.text(window))
                .endsWith("\"emotion\":null,\"notAssessed\":\"NO_SPEECH\",\"model\":null,\"speech\":[]}");
    }

    @Test
    void bytesAreBase64AndMapsAreSorted() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("queue", "a\"b\n");
        attributes.put("consent", "true");
        AudioChunk chunk = new AudioChunk(
                "call",
                "customer",
                Instant.EPOCH,
                Long.MAX_VALUE,
                8000,
                AudioEncoding.PCMA,
                ByteBuffer.wrap(new byte[] {0, -1, 2}),
                true,
                attributes);

        assertThat(RecordJson.text(chunk))
                .endsWith("\"startSample\":9223372036854775807,\"sampleRateHz\":8000,\"encoding\":\"PCMA\","
                        + "\"payload\":\"AP8C\",\"endOfStream\":true,"
                        + "\"attributes\":{\"consent\":\"true\",\"queue\":\"a\\\"b\\n\"}}");
        assertThat(chunk.getPayload().remaining()).isEqualTo(3);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void everyRecordIsOneLineOfValidJsonWithItsFieldsInOrder(Class<? extends SpecificRecord> type) throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            SpecificRecord record = Records.seeded(seed).next(type);

            String text = RecordJson.text(record);

            assertThat(text).as("seed %d", seed).doesNotContain("\n");
            JsonNode back = new ObjectMapper().readTree(text);
            assertThat(back.fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(record.getSchema().getFields().stream()
                            .map(field -> field.name())
                            .toList());
        }
    }

    @Test
    void floatsAreShortestAndComeBackExactly() throws Exception {
        for (int seed = 0; seed < 2_000; seed++) {
            EmotionWindow window = Records.seeded(seed).window();

            JsonNode back = new ObjectMapper().readTree(RecordJson.text(window));

            assertThat(Float.parseFloat(back.get("speechRatio").asText()))
                    .as("seed %d", seed)
                    .isEqualTo(window.getSpeechRatio());
        }
        EmotionWindow window = Records.seeded(1).window();
        window.setSpeechRatio(2.0E-3f);
        window.setLevelDbfs(1.17549435E-38f);
        assertThat(RecordJson.text(window)).contains("\"speechRatio\":0.002,\"levelDbfs\":1.1754944E-38,");
    }
}
