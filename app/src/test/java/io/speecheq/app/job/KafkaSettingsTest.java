package io.speecheq.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void aFileReachesAConnectionBesideTheAddress() throws Exception {
        assertThat(KafkaSettings.parse(file("security.protocol=SSL\nssl.truststore.password=hush\n"))
                        .connection("kafka:9092"))
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka:9092",
                        "security.protocol", "SSL",
                        "ssl.truststore.password", "hush"));
    }

    @Test
    void noTextShowsAValue() throws Exception {
        JobConfiguration configuration = JobConfiguration.of(Map.of(
                "model", "m.onnx", "kafka-config", file("sasl.jaas.config=hush\n"), "guarantee", "exactly-once"));

        assertThat(configuration.guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(configuration.toString()).contains("sasl.jaas.config").doesNotContain("hush");
    }

    @Test
    void whatOurClientsDecideThemselvesIsRefusedByName() throws Exception {
        String file = file("acks=0\nisolation.level=read_uncommitted\nrequest.timeout.ms=5000\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSettings.parse(file))
                .withMessageStartingWith("'" + file + "' sets acks, isolation.level: leave what every kind");
    }

    @Test
    void anAddressInTheFileIsRefused() throws Exception {
        String file = file("bootstrap.servers=other:9092\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSettings.parse(file))
                .withMessageContaining("name the brokers with --bootstrap-servers");
    }

    @Test
    void aFileThatIsNotThereIsAProblemOfTheJobsConfiguration() {
        assertThatThrownBy(() -> JobConfiguration.of(Map.of("model", "m.onnx", "kafka-config", "none.properties")))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "--kafka-config: 'none.properties' cannot be read (NoSuchFileException): name a"
                                                + " file of key=value lines"));
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("client.properties"), text).toString();
    }
}
