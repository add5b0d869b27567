package io.speecheq.app.cli;

import io.speecheq.app.job.BrokerAddresses;
import io.speecheq.app.job.KafkaSettings;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which Kafka, and what it asks of its clients. */
final class BrokerOption {

    /** What {@code --kafka-config} is, wherever it is taken. */
    static final String KAFKA_CONFIG = "What the brokers ask of a client, such as TLS and SASL: a file of properties,"
            + " as Kafka's own tools take with --command-config. docs/operations.md.";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            converter = AddressesConverter.class,
            defaultValue = "localhost:9092",
            description = "Kafka. Default: ${DEFAULT-VALUE}.")
    private String bootstrapServers = "localhost:9092";

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            converter = SettingsConverter.class,
            description = KAFKA_CONFIG)
    private KafkaSettings settings = KafkaSettings.none();

    /** One or several of host:port. */
    static final class AddressesConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            try {
                return BrokerAddresses.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** A file that is there and has what clients take. */
    static final class SettingsConverter implements ITypeConverter<KafkaSettings> {
        @Override
        public KafkaSettings convert(String text) {
            try {
                return KafkaSettings.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    String servers() {
        return bootstrapServers;
    }

    KafkaSettings settings() {
        return settings;
    }

    Map<String, String> connection() {
        return settings.connection(bootstrapServers);
    }

    /** As the configurations of jobs take both. */
    void addTo(Map<String, String> values) {
        values.put("bootstrap-servers", bootstrapServers);
        values.put("kafka-config", settings.file());
    }
}
