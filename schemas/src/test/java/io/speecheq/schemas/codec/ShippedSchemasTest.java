package io.speecheq.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The build's check that what is on topics today can be read tomorrow, and what is written tomorrow by those of today. */
class ShippedSchemasTest {

    private static final List<Class<? extends SpecificRecord>> TYPES = Records.TYPES;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/main/avro");
    private static final Path VERSIONS = Path.of("src/main/resources/io/speecheq/schemas/versions");

    private static Schema current(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void theNewestCommittedVersionIsTheSchemaOfThisBuild(Class<? extends SpecificRecord> type) throws Exception {
        List<Schema> versions = ShippedSchemas.of(type.getSimpleName()).versions();
        JsonNode wanted = essence(JSON.readTree(current(type).toString()));
        JsonNode newest =
                essence(JSON.readTree(versions.get(versions.size() - 1).toString()));

        assertThat(newest)
                .as(
                        "schema of %s has changed: commit it as %s/%s/%d.avsc:%n%s",
                        type.getSimpleName(),
                        VERSIONS,
                        type.getSimpleName(),
                        versions.size() + 1,
                        wanted.toPrettyString())
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void anyTwoVersionsReadEachOther(Class<? extends SpecificRecord> type) {
        List<Schema> versions = ShippedSchemas.of(type.getSimpleName()).versions();

        assertThatCode(() -> new SchemaValidatorBuilder()
                        .mutualReadStrategy()
                        .validateAll()
                        .validate(current(type), versions))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void noTwoVersionsShareAFingerprint(Class<? extends SpecificRecord> type) {
        assertThat(ShippedSchemas.of(type.getSimpleName()).versions().stream()
                        .map(SchemaNormalization::parsingFingerprint64))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyRecordHasItsVersionsAndEveryVersionItsRecord() throws IOException {
        assertThat(names(VERSIONS))
                .containsExactlyInAnyOrderElementsOf(
                        TYPES.stream().map(Class::getSimpleName).toList());
        assertThat(names(SOURCES).stream().filter(name -> !name.equals("EmotionCategory.avsc")))
                .containsExactlyInAnyOrderElementsOf(TYPES.stream()
                        .map(type -> type.getSimpleName() + ".avsc")
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    <T extends SpecificRecord> void bytesOfEveryVersionDecodeToWhatWasWritten(Class<T> type) throws Exception {
        SpeechEqCodec<T> codec = SpeechEqCodec.of(type);
        int versions = ShippedSchemas.of(type.getSimpleName()).versions().size();
        for (int version = 1; version <= versions; version++) {
            byte[] bytes = HexFormat.of().parseHex(golden(type, version + ".hex"));
            assertThat(RecordJson.tree(codec.decode(bytes)).toPrettyString())
                    .as("version %d", version)
                    .isEqualTo(JSON.readTree(golden(type, version + ".json")).toPrettyString());
        }
    }

    private static String golden(Class<?> type, String file) throws IOException {
        String path = "/golden/shipped-records/" + type.getSimpleName() + "/" + file;
        try (InputStream resource = ShippedSchemasTest.class.getResourceAsStream(path)) {
            assertThat(resource).as("missing %s; see ORIGIN.md there", path).isNotNull();
            return new String(resource.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What of a schema reaches the wire or a reader: without documentation and Java's own properties. */
    private static JsonNode essence(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode essence = JSON.createArrayNode();
            array.forEach(element -> essence.add(essence(element)));
            return essence;
        } else if (node instanceof ObjectNode object) {
            ObjectNode essence = JSON.createObjectNode();
            object.properties().stream()
                    .filter(field ->
                            !field.getKey().equals("doc") && !field.getKey().equals("avro.java.string"))
                    .forEach(field -> essence.set(field.getKey(), essence(field.getValue())));
            return essence.size() == 1 && essence.path("type").isTextual() ? essence.get("type") : essence;
        }
        return node;
    }
}
