package io.speecheq.app.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** Which Kafka. */
final class BrokerOption {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            defaultValue = "localhost:9092",
            description = "Kafka. Default: ${DEFAULT-VALUE}.")
    private String bootstrapServers = "localhost:9092";

    String servers() {
        return bootstrapServers;
    }

    Map<String, String> connection() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }
}
