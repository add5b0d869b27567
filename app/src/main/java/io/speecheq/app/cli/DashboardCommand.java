package io.speecheq.app.cli;

import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.dashboard.process.Dashboard;
import io.speecheq.dashboard.process.DashboardConfig;
import io.speecheq.dashboard.process.KeyStoreFile;
import io.speecheq.dashboard.process.Listening;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dashboard}: the live calls of a given Kafka. */
@Command(
        description = "Show the live calls of a Kafka of yours, over HTTP: docs/dashboard.md.",
        footer = {
            "",
            "A line of the tokens file is: role token. A viewer sees calls, a supervisor also alerts and single windows;",
            "with peer, instances ask each other. Make tokens with: openssl rand -hex 32"
        })
final class DashboardCommand implements Callable<Integer> {

    private static final String KEYSTORE_PASSWORD = "SPEECHEQ_KEYSTORE_PASSWORD";

    private final Terminal terminal;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            defaultValue = "8080",
            description = "Default: ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = Listening.LOOPBACK,
            description = "The address to listen on; 0.0.0.0 lets other machines in, and needs --tokens or --open."
                    + " Default: ${DEFAULT-VALUE}.")
    private String bind = Listening.LOOPBACK;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            defaultValue = DashboardConfig.USUAL_APPLICATION_ID,
            description = "Instances of one name share the calls, see --advertise; else another one for every dashboard"
                    + " on one Kafka. Default: ${DEFAULT-VALUE}.")
    private String applicationId = DashboardConfig.USUAL_APPLICATION_ID;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "1h",
            description = "How long a call stays after the last that was heard of it. Default: ${DEFAULT-VALUE}.")
    private Duration retention = Duration.ofHours(1);

    @Option(names = "--tokens", paramLabel = "FILE", description = "Let in who has a token of this file.")
    private @Nullable Path tokens;

    @Option(names = "--open", description = "Let everybody in who reaches the address.")
    private boolean open;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Serve HTTPS with the key of this PKCS12 or JKS store. Its password stands in the environment, "
                            + KEYSTORE_PASSWORD + ", or in --tls-password-file.")
    private @Nullable Path keyStore;

    @Option(names = "--tls-password-file", paramLabel = "FILE", description = "The key store's password, alone.")
    private @Nullable Path keyStorePassword;

    @Option(
            names = "--history",
            paramLabel = "JDBC-URL",
            description = "jdbc:postgresql://HOST/DATABASE: calls that have left are read from its tables.")
    private @Nullable String history;

    @Option(
            names = "--advertise",
            paramLabel = "HOST:PORT",
            description = "Where the other instances of this application id reach this one.")
    private @Nullable String advertised;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "A name by which browsers reach a dashboard that asks for no token; it answers to localhost"
                    + " and to addresses anyway. May be given several times.")
    private List<String> hosts = List.of();

    DashboardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (Lifetime lifetime = Lifetime.ofProcess()) {
            DashboardConfig config = config(Path.of(""));
            config.requireUsable();
            new TopicSetup(broker.connection()).createMissing();
            DataFolder folder = lifetime.owns(DataFolder.of(Optional.empty()));
            Dashboard dashboard = lifetime.owns(Dashboard.start(config(folder.streams())));
            terminal.note("Dashboard  " + dashboard.address() + "  (Ctrl-C ends it)");
            lifetime.ending().join();
            return 0;
        } catch (BindException e) {
            throw new UserError(
                    "cannot listen on " + bind + ":" + port + " (" + e.getMessage() + "): choose another --port", e);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private DashboardConfig config(Path state) throws IOException {
        Optional<KeyStoreFile> tls = keyStore == null
                ? Optional.empty()
                : Optional.of(new KeyStoreFile(keyStore, password(keyStorePassword)));
        return new DashboardConfig(
                broker.servers(),
                applicationId,
                state,
                new Listening(
                        bind, port, tls, Optional.ofNullable(tokens), open, Optional.ofNullable(advertised), hosts),
                retention,
                Optional.ofNullable(history),
                broker.settings().values());
    }

    private static String password(@Nullable Path file) throws IOException {
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("no password at " + file);
            }
            return Files.readString(file).strip();
        }
        return Optional.ofNullable(System.getenv(KEYSTORE_PASSWORD))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the key store needs a password: set " + KEYSTORE_PASSWORD + ", or give --tls-password-file"));
    }
}
