package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.app.terminal.TerminalTraits;
import io.speecheq.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules on a Kafka that no job has seen yet. */
class AlertsPublishIT {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void rulesPublishedBeforeAnyJobLieOnATopicThatKeepsThem() throws Exception {
        Path rules = Files.writeString(
                folder.resolve("r.yaml"), "rules:\n  - {name: dead air, channel: call, when: silence, at-least: 9}\n");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            String servers = broker.bootstrapServers();

            assertThat(run("alerts", "show", "--bootstrap-servers", servers)).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("there is no topic speecheq.alert-rules at");

            assertThat(run("alerts", "publish", rules.toString(), "--bootstrap-servers", servers))
                    .isZero();
            assertThat(run("alerts", "show", "--bootstrap-servers", servers)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("name: dead air");
            assertThat(cleanup(servers)).isEqualTo("compact");
        }
    }

    private static String cleanup(String servers) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.ALERT_RULES.name());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            return admin.describeConfigs(List.of(topic)).all().get().values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> entry.name().equals("cleanup.policy"))
                    .map(ConfigEntry::value)
                    .collect(Collectors.joining());
        }
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                TerminalTraits.plain());
        return SpeechEqCommand.run(terminal, new Home(Path.of(System.getProperty("speecheq.home"))), arguments);
    }
}
