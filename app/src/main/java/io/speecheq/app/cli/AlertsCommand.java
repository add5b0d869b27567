package io.speecheq.app.cli;

import io.speecheq.app.alerts.RulesInForce;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.sinks.alert.AlertRuleBook;
import io.speecheq.sinks.alert.InvalidRulesException;
import io.speecheq.sinks.alert.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts}: the rules by which running jobs raise alerts. */
@Command(
        name = "alerts",
        description = "Check and publish the rules by which running jobs raise alerts.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Alerts themselves: speecheq events --topic alerts. More in docs/alerts.md."})
final class AlertsCommand implements Runnable {

    // Given by picocli before run.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    private AlertsCommand() {}

    /** The command with its own commands. */
    static CommandLine with(Terminal terminal) {
        CommandLine alerts = new CommandLine(new AlertsCommand());
        alerts.addSubcommand("usual", new Usual(terminal));
        alerts.addSubcommand("check", new Check(terminal));
        alerts.addSubcommand("publish", new Publish(terminal));
        alerts.addSubcommand("show", new Show(terminal));
        return alerts;
    }

    /** Without a command: says that one is needed. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    private static String read(Path file) throws UserError {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError(
                    "cannot read " + file + ": name a rules file, such as a copy of what alerts usual prints", e);
        }
    }

    /** The rules of a file, where it is valid; else every problem is printed. */
    private static Optional<AlertRuleBook> checked(Path file, String yaml, Terminal terminal) {
        try {
            return Optional.of(RulesFile.parse(yaml));
        } catch (InvalidRulesException e) {
            e.problems().forEach(problem -> terminal.problem(file + ", " + problem));
            return Optional.empty();
        }
    }

    /** {@code alerts usual}. */
    @Command(description = "Print the rules that come with SpeechEQ, a file to begin with.")
    private static final class Usual implements Callable<Integer> {

        private final Terminal terminal;

        Usual(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            RulesFile.usualText().lines().forEach(terminal::print);
            return 0;
        }
    }

    /** {@code alerts check}. */
    @Command(description = "Say what is wrong with a rules file, each problem with its line.")
    private static final class Check implements Callable<Integer> {

        private final Terminal terminal;

        @Parameters(paramLabel = "RULES.yaml", description = "The rules.")
        private Path file = Path.of("");

        Check(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws UserError {
            Optional<AlertRuleBook> book = checked(file, read(file), terminal);
            book.ifPresent(
                    rules -> terminal.print(rules.names().size() + " rules: " + String.join(", ", rules.names())));
            return book.isPresent() ? 0 : Failures.FAILED;
        }
    }

    /** {@code alerts publish}. */
    @Command(description = "Let running jobs follow these rules, in place of all that they followed before.")
    private static final class Publish implements Callable<Integer> {

        private final Terminal terminal;

        @Parameters(paramLabel = "RULES.yaml", description = "The rules.")
        private Path file = Path.of("");

        @Mixin
        private final BrokerOption broker = new BrokerOption();

        Publish(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            String yaml = read(file);
            Optional<AlertRuleBook> book = checked(file, yaml, terminal);
            if (book.isEmpty()) {
                return Failures.FAILED;
            }
            new TopicSetup(broker.connection()).createMissing();
            AlertRules published = new RulesInForce(broker.connection(), Clock.systemUTC()).publish(yaml);
            terminal.print(book.get().names().size() + " rules in force, SHA-256 " + published.getSha256());
            return 0;
        }
    }

    /** {@code alerts show}. */
    @Command(description = "Print the rules that were published last.")
    private static final class Show implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private final BrokerOption broker = new BrokerOption();

        Show(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            Optional<AlertRules> newest = new RulesInForce(broker.connection(), Clock.systemUTC()).newest();
            if (newest.isEmpty()) {
                terminal.note("No rules were published: jobs follow those of their --alert-rules.");
                return 0;
            }
            terminal.note("Published at " + newest.get().getPublishedAt() + ", SHA-256 "
                    + newest.get().getSha256());
            newest.get().getYaml().lines().forEach(terminal::print);
            return 0;
        }
    }
}
