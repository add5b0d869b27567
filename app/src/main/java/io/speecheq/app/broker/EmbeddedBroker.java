package io.speecheq.app.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One real Kafka broker (KRaft, broker and controller in one) inside this process, on loopback only, with its log in a folder that a later start
 * reopens. It lives on Kafka's internal API, so everything that touches that API is here.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CONTROLLER = "CONTROLLER";
    private static final int FIRST_PORT = 20_000;
    private static final int END_OF_PORTS = 32_768;
    private static final int TRIED_PORTS = 1_000;

    private final FolderLock lock;
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(FolderLock lock, KafkaRaftServer server, String bootstrapServers) {
        this.lock = lock;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker over {@code folder}, which is formatted when it is new.
     *
     * @param port the port of the broker's listener on 127.0.0.1
     * @throws BrokerFailedException when the port is taken, or the folder is in use or not a broker's
     */
    public static EmbeddedBroker start(Path folder, int port) {
        return start(folder, port, Map.of());
    }

    /** With further settings, which go before our own. */
    static EmbeddedBroker start(Path folder, int port, Map<String, String> further) {
        requireFree(port);
        Properties settings = settings(folder, port, freePort());
        settings.putAll(further);
        FolderLock lock = FolderLock.take(folder);
        try {
            format(folder);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(lock, server, LOOPBACK + ":" + port);
        } catch (Exception e) {
            lock.close();
            throw new BrokerFailedException("the broker in " + folder + " did not start: " + e.getMessage(), e);
        }
    }

    /**
     * A port that was free a moment ago. It lies below those that operating systems give to outgoing connections (from 32768 on Linux), so that none of
     * them takes it before its server does.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(TRIED_PORTS, FIRST_PORT, END_OF_PORTS)
                .filter(EmbeddedBroker::isFree)
                .findFirst()
                .orElseThrow(() -> new BrokerFailedException(
                        "no free port found on " + LOOPBACK + " between " + FIRST_PORT + " and " + END_OF_PORTS, null));
    }

    /** {@code host:port}, as clients take it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker; its folder stays. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    private static void requireFree(int port) {
        if (!isFree(port)) {
            throw new BrokerFailedException("port " + port + " is taken: choose another one", null);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(CONTROLLER)
                    .run();
        }
    }

    private static Properties settings(Path folder, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "log.dirs",
                folder.toString(),
                "listeners",
                "BROKER://" + LOOPBACK + ":" + port + "," + CONTROLLER + "://" + LOOPBACK + ":" + controllerPort,
                "advertised.listeners",
                "BROKER://" + LOOPBACK + ":" + port,
                "listener.security.protocol.map",
                "BROKER:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "inter.broker.listener.name",
                "BROKER",
                "controller.listener.names",
                CONTROLLER,
                "controller.quorum.voters",
                "1@" + LOOPBACK + ":" + controllerPort));
        settings.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0"));
        // Sized for one process's calls: Kafka's defaults reserve 128 MB for the cleaner alone. A chunk's payload may
        // be 1 MiB, its record is more.
        settings.putAll(Map.of(
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.index.size.max.bytes", "1048576",
                "num.network.threads", "2",
                "num.io.threads", "3",
                "background.threads", "2",
                "message.max.bytes", "2097152",
                "replica.fetch.max.bytes", "2097152"));
        return settings;
    }
}
