package io.speecheq.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.app.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings as a user takes them through SpeechEQ: {@code demo} against a real broker, {@code events} to read the topics back, and
 * {@code analyze} for the same values without a broker.
 */
class RecordedCallIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECORDED = Path.of(System.getProperty("speecheq.shared"))
            .resolve("data/telephone/aws-lca/Auto_Repairs_40_UTC_caller-L_agent-R.flac");

    @TempDir
    private Path folder;

    @Test
    void aRecordedTelephoneCallIsToldWholeAndAsAnalysed() throws Exception {
        assumeTrue(Files.exists(RECORDED), "the recorded call is not here: " + RECORDED);

        Map<String, JsonNode> told = assertToldAsAnalysed(List.of(RECORDED.toString()), 0);

        // 245.38 s: whole windows 0..242, and 0.38 s left are too few for a closing one.
        assertThat(told.keySet())
                .filteredOn(place -> place.contains("/customer/"))
                .hasSize(243);
        assertThat(told.keySet()).filteredOn(place -> place.contains("/agent/")).hasSize(243);
        assertThat(told).allSatisfy((place, window) -> {
            if (place.contains("/agent/")) {
                assertThat(window.get("notAssessed").asText()).isEqualTo("CHANNEL_NOT_ANALYSED");
            }
        });
        assertThat(told.values())
                .filteredOn(window -> !window.get("emotion").isNull())
                .hasSizeGreaterThan(60);
    }

    @Test
    void badFilesAreOneLineEachAndTheOthersAreDone() throws Exception {
        Path good = SyntheticVoice.write(folder.resolve("good.wav"), 44_100, 4.6, 5);
        Path brief = SyntheticVoice.write(folder.resolve("brief.wav"), 8_000, 0.3, 6);
        Path empty = Files.createFile(folder.resolve("empty.wav"));
        Path text = Files.writeString(folder.resolve("text.mp3"), "this is no sound at all");
        Path missing = folder.resolve("missing.flac");

        Map<String, JsonNode> told = assertToldAsAnalysed(
                Stream.of(good, empty, brief, text, missing).map(Path::toString).toList(), 3);

        assertThat(told.keySet())
                .containsExactlyInAnyOrder("good/customer/0", "good/customer/1", "good/customer/2", "brief/customer/0");
        assertThat(told)
                .hasEntrySatisfying(
                        "brief/customer/0",
                        window -> assertThat(window.get("notAssessed").asText()).isEqualTo("TOO_SHORT"));
    }

    /** Every window of the files, by {@code call/channel/index}: on the topic once, and with the values of the analysis. */
    private Map<String, JsonNode> assertToldAsAnalysed(List<String> files, int badFiles) throws Exception {
        int exitCode = badFiles == 0 ? 0 : 1;
        CommandLine speecheq = new CommandLine(folder);
        Path json = folder.resolve("analysed.json");
        CommandLine.Ran analysed = speecheq.run(concat(List.of("analyze", "--json", json.toString()), files));
        assertThat(analysed.exitCode()).as("analyze: %s", analysed.err()).isEqualTo(exitCode);
        assertThat(analysed.err())
                .filteredOn(line -> line.startsWith("speecheq: "))
                .hasSize(badFiles);

        Map<String, JsonNode> told = new TreeMap<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            List<String> at = List.of("--bootstrap-servers", broker.bootstrapServers());
            CommandLine.Ran demo = speecheq.run(
                    concat(List.of("demo", "--speed", "0", "--exit-when-done", "--port", "0"), concat(at, files)));
            assertThat(demo.exitCode()).as("demo: %s", demo.err()).isEqualTo(exitCode);
            assertThat(demo.err())
                    .filteredOn(line -> line.startsWith("speecheq: "))
                    .hasSize(badFiles);
            CommandLine.Ran events = speecheq.run(concat(List.of("events", "--from-beginning", "--exit-at-end"), at));
            assertThat(events.exitCode()).as("events: %s", events.err()).isZero();
            for (String line : events.out()) {
                JsonNode window = JSON.readTree(line);
                assertThat(told.put(place(window), window))
                        .as("a second %s", place(window))
                        .isNull();
            }
        }

        assertThat(comparable(told)).isEqualTo(comparable(windows(JSON.readTree(json.toFile()))));
        return told;
    }

    private static Map<String, JsonNode> windows(JsonNode report) {
        Map<String, JsonNode> windows = new TreeMap<>();
        for (JsonNode call : report.get("calls")) {
            for (JsonNode channel : call.get("channels")) {
                channel.get("windows").forEach(window -> windows.put(place(window), window));
                assertThat(channel.at("/trajectory/status").asText()).isEqualTo("COMPLETED");
            }
        }
        return windows;
    }

    private static String place(JsonNode window) {
        return window.get("callId").asText() + "/" + window.get("channel").asText() + "/"
                + window.get("index").asInt();
    }

    /** Without the moment of the replay. */
    private static Map<String, JsonNode> comparable(Map<String, JsonNode> windows) {
        Map<String, JsonNode> copies = new TreeMap<>();
        windows.forEach((place, window) -> {
            ObjectNode copy = window.deepCopy();
            copy.remove("callStart");
            copies.put(place, copy);
        });
        return copies;
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
