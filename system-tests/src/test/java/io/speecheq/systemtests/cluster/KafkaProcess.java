package io.speecheq.systemtests.cluster;

import io.speecheq.app.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Kafka's own broker as a process, from the jars of the class path: {@code kafka.Kafka} over a folder that {@code StorageTool} formatted. */
final class KafkaProcess {

    private static final String CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qk";

    private final Path folder;
    private final Path settings;
    private final int port = EmbeddedBroker.freePort();

    KafkaProcess(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        int controllerPort = EmbeddedBroker.freePort();
        this.settings = Files.writeString(
                folder.resolve("server.properties"),
                String.join(
                        "\n",
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "listeners=BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners=BROKER://127.0.0.1:" + port,
                        "listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "inter.broker.listener.name=BROKER",
                        "controller.listener.names=CONTROLLER",
                        "log.dirs=" + folder.resolve("kafka"),
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1",
                        "group.initial.rebalance.delay.ms=0",
                        "auto.create.topics.enable=false",
                        "log.cleaner.dedupe.buffer.size=4194304",
                        "log.index.size.max.bytes=1048576",
                        "message.max.bytes=2097152",
                        ""));
        int code = jvm("kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", settings.toString())
                .awaitEnd(300);
        if (code != 0) {
            throw new IllegalStateException("formatting the broker's folder failed; see " + log());
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Path log() {
        return folder.resolve("broker.log");
    }

    OwnProcess start() throws IOException {
        return jvm("kafka.Kafka", settings.toString());
    }

    private OwnProcess jvm(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(JavaCommand.of("256m", folder.resolve("broker-details.log")));
        command.add(main);
        command.addAll(List.of(arguments));
        return OwnProcess.start("the broker", command, JavaCommand.classPath(), log());
    }
}
