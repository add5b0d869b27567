package io.speecheq.app.cli;

import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.dashboard.process.Dashboard;
import io.speecheq.dashboard.process.DashboardConfig;
import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dashboard}: the live calls of a given Kafka. */
@Command(description = "Show the live calls of a Kafka of yours, over HTTP.")
final class DashboardCommand implements Callable<Integer> {

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
            defaultValue = DashboardConfig.LOOPBACK,
            description = "The address to listen on; 0.0.0.0 lets other machines in. Default: ${DEFAULT-VALUE}.")
    private String bind = DashboardConfig.LOOPBACK;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            defaultValue = "speecheq-dashboard",
            description = "Another one for every dashboard on one Kafka. Default: ${DEFAULT-VALUE}.")
    private String applicationId = "speecheq-dashboard";

    DashboardCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (Lifetime lifetime = Lifetime.ofProcess()) {
            new TopicSetup(broker.connection()).createMissing();
            DataFolder folder = lifetime.owns(DataFolder.of(Optional.empty()));
            Dashboard dashboard = lifetime.owns(Dashboard.start(new DashboardConfig(
                    broker.servers(), applicationId, folder.streams(), bind, port, Duration.ofHours(1), Map.of())));
            terminal.note("Dashboard  " + dashboard.address() + "  (Ctrl-C ends it)");
            lifetime.ending().join();
            return 0;
        } catch (BindException e) {
            throw new UserError(
                    "cannot listen on " + bind + ":" + port + " (" + e.getMessage() + "): choose another --port", e);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }
}
