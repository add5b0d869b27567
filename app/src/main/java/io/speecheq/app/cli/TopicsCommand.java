package io.speecheq.app.cli;

import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.topic.TopicReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics}: creates the topics that are not there. */
@Command(
        description =
                "Create the topics that are missing, as they should be, and tell what is wrong with those that are there.",
        footer = {
            "",
            "The job and the dashboard do the same when they start; this is for those who may create topics where jobs may not.",
        })
final class TopicsCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            description =
                    "Of each topic that is partitioned by call, for those that are created. Default: ${DEFAULT-VALUE}.")
    private int partitions = 12;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of each topic that is created. Default: ${DEFAULT-VALUE}; take 3 where there are three brokers.")
    private int replicas = 1;

    TopicsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (partitions < 1 || replicas < 1) {
            throw new UserError("--partitions and --replicas must be at least 1");
        }
        TopicReport report = new TopicSetup(broker.connection()).create(partitions, replicas);
        report.created().forEach(topic -> terminal.print(topic + "  created"));
        report.existing().forEach(topic -> terminal.print(topic + "  was there"));
        report.warnings().forEach(terminal::problem);
        return report.warnings().isEmpty() ? 0 : Failures.FAILED;
    }
}
