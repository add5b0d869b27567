package io.speecheq.app.cli;

import io.speecheq.app.deadletters.LetterFilter;
import io.speecheq.app.deadletters.LetterReplay;
import io.speecheq.app.deadletters.LetterText;
import io.speecheq.app.deadletters.LetterTopic;
import io.speecheq.app.deadletters.ReplayCount;
import io.speecheq.app.job.DurationText;
import io.speecheq.app.terminal.Terminal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters}: what the job could not use, and sending it back. */
@Command(
        description = "List the records that the job put aside, or send them back to where they came from.",
        synopsisSubcommandLabel = "list | replay")
final class DeadLettersCommand implements Runnable {

    // Given by picocli before run.
    @SuppressWarnings("NullAway.Init")
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private DeadLettersCommand() {}

    static CommandLine on(Terminal terminal) {
        return new CommandLine(new DeadLettersCommand())
                .addSubcommand("list", new ListCommand(terminal))
                .addSubcommand("replay", new ReplayCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command: list or replay");
    }

    /** Which letters. */
    static final class FilterOptions {

        @Option(
                names = "--reason",
                split = ",",
                paramLabel = "REASON,…",
                description = "Only letters of these reasons, as the list names them.")
        private Set<String> reasons = Set.of();

        @Nullable
        @Option(names = "--call", paramLabel = "ID", description = "Only letters whose key is this call id.")
        private String call;

        @Nullable
        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Only letters since then: 2h ago as 2h, or 2026-01-31T12:00:00Z.")
        private String since;

        LetterFilter filter() throws UserError {
            return new LetterFilter(
                    reasons.stream()
                            .map(reason -> reason.strip().toUpperCase(Locale.ROOT))
                            .collect(Collectors.toSet()),
                    Optional.ofNullable(call),
                    since == null ? Optional.empty() : Optional.of(instant(since)));
        }

        private static Instant instant(String text) throws UserError {
            try {
                return text.contains("T") && !text.startsWith("P")
                        ? Instant.parse(text)
                        : Instant.now().minus(DurationText.parse(text));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                throw new UserError("--since: '" + text + "' is no time; write 30m, 2h, or 2026-01-31T12:00:00Z", e);
            }
        }
    }

    /** {@code dead-letters list}. */
    @Command(description = "List the letters: when, why, where from, key, size of the value. Never what is in it.")
    private static final class ListCommand implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private final BrokerOption broker = new BrokerOption();

        @Mixin
        private final FilterOptions filter = new FilterOptions();

        @Option(names = "--json", description = "A line of JSON for each.")
        private boolean isJson;

        ListCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            LetterFilter wanted = filter.filter();
            int[] count = new int[1];
            try (LetterTopic topic = LetterTopic.open(broker.connection())) {
                topic.read(wanted, (letter, isReplayed) -> {
                    if (!isJson && count[0] == 0) {
                        terminal.print(terminal.bold(LetterText.head()));
                    }
                    count[0]++;
                    terminal.print(isJson ? LetterText.json(letter, isReplayed) : LetterText.row(letter, isReplayed));
                });
            }
            if (!isJson) {
                terminal.note(count[0] == 0 ? "No dead letters." : count[0] + " dead letters.");
            }
            return 0;
        }
    }

    /** {@code dead-letters replay}. */
    @Command(
            description = "Send letters back to the topics that they came from, each once.",
            footer = {
                "",
                "A letter that fails again is a new letter, marked 'again' in the list. Letters that were cut for"
                        + " their size stay.",
                "Exit code 1 where letters could not be sent."
            })
    private static final class ReplayCommand implements Callable<Integer> {

        private final Terminal terminal;

        @Mixin
        private final BrokerOption broker = new BrokerOption();

        @Mixin
        private final FilterOptions filter = new FilterOptions();

        @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
        private boolean isDryRun;

        @Option(names = "--again", description = "Also letters that were sent back before, or came back.")
        private boolean withAgain;

        ReplayCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            LetterFilter wanted = filter.filter();
            try (LetterTopic topic = LetterTopic.open(broker.connection())) {
                ReplayCount count =
                        isDryRun ? ReplayCount.dryRun(topic, wanted, withAgain, terminal::note) : send(topic, wanted);
                terminal.print((isDryRun ? "would send " : "sent ") + count.sent() + "; stayed: " + count.before()
                        + " sent before, " + count.again() + " come back, " + count.cut() + " cut, "
                        + count.homeless() + " without a topic");
                return count.isComplete() ? 0 : Failures.FAILED;
            }
        }

        private ReplayCount send(LetterTopic topic, LetterFilter wanted) throws UserError {
            try (LetterReplay replay = LetterReplay.open(broker.connection())) {
                return replay.send(topic, wanted, withAgain, terminal::note);
            } catch (KafkaException e) {
                throw new UserError(
                        "the replay broke off (" + e.getMessage()
                                + "); what was sent has its receipt: see to the brokers and start again",
                        e);
            }
        }
    }
}
