package io.speecheq.schemas.topic;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real broker on loopback with two doors: behind one everything is allowed, behind the other nothing. */
final class TestBroker implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final KafkaRaftServer server;
    private final int openPort;
    private final int guardedPort;

    private TestBroker(KafkaRaftServer server, int openPort, int guardedPort) {
        this.server = server;
        this.openPort = openPort;
        this.guardedPort = guardedPort;
    }

    static TestBroker start(Path folder) throws Exception {
        int openPort = freePort();
        int guardedPort = freePort();
        format(folder);
        KafkaRaftServer server = new KafkaRaftServer(
                new KafkaConfig(settings(folder, openPort, guardedPort, freePort()), false), Time.SYSTEM);
        server.startup();
        return new TestBroker(server, openPort, guardedPort);
    }

    /** A client that may do everything. */
    Admin admin() {
        return admin(openPort);
    }

    /** A client that may do everything, but asks only once. */
    Admin impatientAdmin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                LOOPBACK + ":" + openPort,
                AdminClientConfig.RETRIES_CONFIG,
                0));
    }

    /** A client that may do nothing. */
    Admin guest() {
        return admin(guardedPort);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Admin admin(int port) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, LOOPBACK + ":" + port));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static void format(Path folder) throws Exception {
        try (PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .run();
        }
    }

    private static Properties settings(Path folder, int open, int guarded, int controller) {
        String doors = "OPEN://%s:%d,GUARDED://%s:%d".formatted(LOOPBACK, open, LOOPBACK, guarded);
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "log.dirs", folder.toString(),
                "listeners", doors + ",CONTROLLER://" + LOOPBACK + ":" + controller,
                "advertised.listeners", doors,
                "listener.security.protocol.map", "OPEN:PLAINTEXT,GUARDED:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name", "OPEN",
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@" + LOOPBACK + ":" + controller));
        settings.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", "1",
                "authorizer.class.name", StandardAuthorizer.class.getName(),
                "principal.builder.class", PrincipalOfDoor.class.getName(),
                "super.users", "User:OPEN;User:CONTROLLER",
                "log.cleaner.dedupe.buffer.size", "4194304"));
        return settings;
    }
}
