package io.speecheq.dashboard.process;

import io.speecheq.dashboard.access.Access;
import io.speecheq.dashboard.calls.LiveCalls;
import io.speecheq.dashboard.calls.StoredCalls;
import io.speecheq.dashboard.history.CallHistory;
import io.speecheq.dashboard.history.JdbcHistory;
import io.speecheq.dashboard.http.DashboardServer;
import io.speecheq.dashboard.http.Health;
import io.speecheq.dashboard.http.Instances;
import io.speecheq.dashboard.http.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dashboard: owns the Kafka Streams instance, the server and what they ask Kafka by, and closes them. */
public final class Dashboard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    /** A dashboard that was killed keeps the next one waiting for this long; Kafka's own 45 s is for long pauses. */
    private static final String SESSION_TIMEOUT_MILLIS = "10000";

    /**
     * What is asked for is there before it is committed, so a commit a second is soon enough. At the usual 100 ms, waiting for commits took
     * more than half of the time of a dashboard of a thousand calls.
     */
    private static final String COMMIT_INTERVAL_MILLIS = "1000";

    /** A state for which Kafka Streams has no word: it runs, and a thread of it has failed. */
    private static final String REPLACING = "REPLACING_THREAD";

    private final KafkaStreams streams;

    /** What threads wait for that are to be replaced: at the end nobody waits for them. */
    private final CountDownLatch closing;

    private final SourcePartitions sources;
    private final DashboardServer server;
    private final String scheme;

    private Dashboard(
            KafkaStreams streams,
            CountDownLatch closing,
            SourcePartitions sources,
            DashboardServer server,
            String scheme) {
        this.streams = streams;
        this.closing = closing;
        this.sources = sources;
        this.server = server;
        this.scheme = scheme;
    }

    /**
     * Listens at once; calls appear when Kafka Streams has joined its group and restored its stores. The topics must be
     * there.
     *
     * @throws IOException when the address cannot be listened on
     * @throws IllegalArgumentException one line, when tokens, key store or history cannot be used
     */
    public static Dashboard start(DashboardConfig config) throws IOException {
        Listening listening = config.listening();
        Access access = listening.access();
        Optional<SSLContext> tls = listening.tls().map(KeyStoreFile::context);
        Optional<CallHistory> history = config.history().map(url -> new JdbcHistory(url, System.getenv()));
        KafkaStreams streams = new KafkaStreams(LiveCalls.topology(config.retention()), properties(config));
        CountDownLatch closing = new CountDownLatch(1);
        ThreadReplacement replacement = new ThreadReplacement(
                Clock.systemUTC(), pause -> closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        streams.setUncaughtExceptionHandler(replacement);
        SourcePartitions sources = new SourcePartitions(Admin.create(connection(config)));
        Instances instances = new StreamsInstances(streams, sources, listening.advertised(), config.applicationId());
        try {
            Service service = new Service(
                    StoredCalls.of(streams).unless(replacement::isWaiting),
                    () -> health(streams.state(), replacement.isWaiting()),
                    instances,
                    history,
                    access,
                    tls,
                    listening.hostNames());
            DashboardServer server = DashboardServer.start(listening.address(), service);
            streams.start();
            return new Dashboard(streams, closing, sources, server, tls.isPresent() ? "https" : "http");
        } catch (IOException | RuntimeException e) {
            sources.close();
            stop(streams);
            throw e;
        }
    }

    static Health health(KafkaStreams.State state, boolean isReplacing) {
        boolean isRunning = state == KafkaStreams.State.RUNNING;
        return new Health(isRunning && !isReplacing, isRunning && isReplacing ? REPLACING : state.name());
    }

    private static Map<String, Object> connection(DashboardConfig config) {
        Map<String, Object> connection = new HashMap<>(config.kafka());
        connection.put("bootstrap.servers", config.bootstrapServers());
        return connection;
    }

    static Properties properties(DashboardConfig config) {
        Properties properties = new Properties();
        properties.setProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.setProperty(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class.getName());
        properties.setProperty(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
        properties.setProperty(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, "0");
        properties.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MILLIS);
        properties.setProperty("session.timeout.ms", SESSION_TIMEOUT_MILLIS);
        config.kafka().forEach(properties::setProperty);
        config.listening()
                .advertised()
                .ifPresent(own -> properties.setProperty(StreamsConfig.APPLICATION_SERVER_CONFIG, own));
        properties.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        properties.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        properties.setProperty(
                StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        return properties;
    }

    /** The port it listens on. */
    public int port() {
        return server.address().getPort();
    }

    /** The page's address. */
    public URI address() {
        InetSocketAddress bound = server.address();
        String host = bound.getAddress().isAnyLocalAddress()
                ? "localhost"
                : bound.getAddress().getHostAddress();
        return URI.create(
                scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/");
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
        sources.close();
        if (!stop(streams)) {
            LOG.warn("Kafka Streams did not stop within {}", CLOSE_PATIENCE);
        }
    }

    /** Leaves the group at once: else the next start waits until the group has given this one up. */
    private static boolean stop(KafkaStreams streams) {
        return streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
}
