package io.speecheq.app.cli;

import io.speecheq.app.health.Finding;
import io.speecheq.app.health.FlinkHealth;
import io.speecheq.app.health.KafkaHealth;
import io.speecheq.app.health.ReadGroup;
import io.speecheq.app.history.HistoryConfiguration;
import io.speecheq.app.terminal.Terminal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code health}: whether a running job is well. */
@Command(
        description = "Say whether the running job is well, and what to do where it is not.",
        footer = {"", "Exit code 0 where all is well, 1 where something is wrong: fit for a probe."})
final class HealthCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--flink",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081",
            converter = AddressConverter.class,
            description = "Flink's REST address; of ./speecheq job what it prints. Default: ${DEFAULT-VALUE}.")
    private URI flink = URI.create("http://127.0.0.1:8081");

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Option(
            names = "--job-name",
            paramLabel = "NAME",
            defaultValue = "speecheq",
            description = "The job's --job-name, which is its consumer group. Default: ${DEFAULT-VALUE}.")
    private String jobName = "speecheq";

    @Option(
            names = "--history-name",
            paramLabel = "NAME",
            defaultValue = HistoryConfiguration.USUAL_NAME,
            description = "The --job-name of speecheq history, which is looked at where it has read. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String historyName = HistoryConfiguration.USUAL_NAME;

    @Option(
            names = "--roll-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = HistoryConfiguration.USUAL_ROLL,
            description = "That of speecheq history, after which its files are complete. Default: ${DEFAULT-VALUE}.")
    private Duration rollInterval = Duration.ofMinutes(5);

    /** An address of http or https with a host. */
    static final class AddressConverter implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create(text);
                if (List.of("http", "https").contains(String.valueOf(address.getScheme()))
                        && address.getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no address: write http://host:8081");
            }
            throw new TypeConversionException("'" + text + "' is no address: write http://host:8081");
        }
    }

    HealthCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        long nowMillis = System.currentTimeMillis();
        FlinkHealth cluster = new FlinkHealth(flink, nowMillis);
        List<Finding> findings = new ArrayList<>(cluster.findings());
        List<ReadGroup> groups = new ArrayList<>(ReadGroup.ofHistory(historyName, rollInterval));
        groups.add(0, ReadGroup.ofJob(jobName, cluster.checkpointInterval().orElse(Duration.ZERO)));
        findings.addAll(new KafkaHealth(broker.connection(), groups, nowMillis).findings());
        for (Finding finding : findings) {
            terminal.print((finding.isWell() ? "well   " : terminal.bold("WRONG  ")) + finding.text());
        }
        return findings.stream().allMatch(Finding::isWell) ? 0 : Failures.FAILED;
    }
}
