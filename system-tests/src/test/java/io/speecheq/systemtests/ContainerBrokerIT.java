package io.speecheq.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A call through the Kafka of Apache's own image, the one of docker-compose.yml. Skipped where no Docker engine runs. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerBrokerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer(DockerImageName.parse("apache/kafka:4.2.1"))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    @TempDir
    private Path folder;

    @Test
    void everyWindowOfACallIsToldOnce() throws Exception {
        Path voice = SyntheticVoice.write(folder.resolve("voice.wav"), 8_000, 9.2, 3);
        CommandLine speecheq = new CommandLine(folder);
        List<String> at = List.of("--bootstrap-servers", KAFKA.getBootstrapServers());

        assertRan(speecheq, "topics", at, List.of("--partitions", "3"));
        assertRan(speecheq, "demo", at, List.of("--speed", "0", "--exit-when-done", "--port", "0", voice.toString()));
        CommandLine.Ran events = assertRan(speecheq, "events", at, List.of("--from-beginning", "--exit-at-end"));

        // 9.2 s: whole windows 0..6, and 0.2 s left are too few for a closing one.
        Set<Integer> told = new HashSet<>();
        for (String line : events.out()) {
            JsonNode window = JSON.readTree(line);
            assertThat(told.add(window.get("index").asInt()))
                    .as("a second %s", line)
                    .isTrue();
        }
        assertThat(told).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    private static CommandLine.Ran assertRan(
            CommandLine speecheq, String command, List<String> broker, List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(broker);
        all.addAll(arguments);
        CommandLine.Ran ran = speecheq.run(all);
        assertThat(ran.exitCode()).as("%s: %s", command, ran.err()).isZero();
        return ran;
    }
}
