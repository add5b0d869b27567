package io.speecheq.app.cli;

import io.speecheq.app.ledger.LedgerRules;
import io.speecheq.app.ledger.LedgerTotals;
import io.speecheq.app.ledger.OfflineRun;
import io.speecheq.app.ledger.Problem;
import io.speecheq.app.ledger.Problems;
import io.speecheq.app.ledger.StableEnds;
import io.speecheq.app.ledger.TopicLedger;
import io.speecheq.app.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.IsolationLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code check}: the ledger check on a user's topics. */
@Command(
        description =
                "Check that the topics tell every window of every call, each with one value, and every call's end.",
        footer = {
            "",
            "Exit code 0: all is well; 1: it is not. docs/operations.md says what each kind of problem means.",
        })
final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Option(
            names = "--isolation",
            paramLabel = "LEVEL",
            defaultValue = "read_committed",
            converter = IsolationConverter.class,
            description = "read_committed or read_uncommitted: without or with what transactions did not commit."
                    + " Default: ${DEFAULT-VALUE}.")
    private IsolationLevel isolation = IsolationLevel.READ_COMMITTED;

    @Option(
            names = "--guarantee",
            paramLabel = "GUARANTEE",
            defaultValue = "at-least-once",
            converter = GuaranteeConverter.class,
            description =
                    "at-least-once or exactly-once, as the job's: under the latter a window told twice is wrong even"
                            + " if its value is the same. Default: ${DEFAULT-VALUE}.")
    private DeliveryGuarantee guarantee = DeliveryGuarantee.AT_LEAST_ONCE;

    @Option(names = "--allow-open", description = "Calls may still be going on.")
    private boolean isOpenAllowed;

    @Nullable
    @Option(names = "--call", paramLabel = "ID", description = "Only that call.")
    private String callId;

    @Nullable
    @Option(
            names = "--against",
            paramLabel = "FILE.json",
            description = "Compare with what analyze --json said of the same recordings, every field but callStart.")
    private Path against;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long open transactions may take to end: longer than the job's checkpoints. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ofSeconds(30);

    /** As Kafka's consumers name it. */
    static final class IsolationConverter implements ITypeConverter<IsolationLevel> {
        @Override
        public IsolationLevel convert(String text) {
            return switch (text) {
                case "read_committed" -> IsolationLevel.READ_COMMITTED;
                case "read_uncommitted" -> IsolationLevel.READ_UNCOMMITTED;
                default ->
                    throw new TypeConversionException("'" + text + "' is neither read_committed nor read_uncommitted");
            };
        }
    }

    /** As the job names it. */
    static final class GuaranteeConverter implements ITypeConverter<DeliveryGuarantee> {
        @Override
        public DeliveryGuarantee convert(String text) {
            return switch (text) {
                case "at-least-once" -> DeliveryGuarantee.AT_LEAST_ONCE;
                case "exactly-once" -> DeliveryGuarantee.EXACTLY_ONCE;
                default ->
                    throw new TypeConversionException("'" + text + "' is neither at-least-once nor exactly-once");
            };
        }
    }

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Optional<String> call = Optional.ofNullable(callId);
        OfflineRun offline = against == null
                ? OfflineRun.none()
                : OfflineRun.read(against, id -> call.isEmpty() || call.get().equals(id));
        Problems problems = new Problems();
        LedgerTotals totals;
        try (TopicLedger topics = TopicLedger.open(broker.connection(), isolation == IsolationLevel.READ_COMMITTED)) {
            awaitStableEnds(problems);
            totals = topics.read(
                    new LedgerRules(guarantee == DeliveryGuarantee.EXACTLY_ONCE, isOpenAllowed),
                    call,
                    offline,
                    problems,
                    read -> terminal.progress("  " + read + " records"));
        }
        terminal.clearProgress();
        report(totals, offline, problems);
        if (call.isPresent() && totals.channels() == 0) {
            throw new UserError("the topics tell nothing of a call " + callId + ": events prints what they hold");
        }
        return problems.isEmpty() ? 0 : Failures.FAILED;
    }

    private void awaitStableEnds(Problems problems) throws UserError, InterruptedException {
        try {
            StableEnds.await(broker.connection(), patience, problems);
        } catch (ExecutionException e) {
            String why = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            throw new UserError(
                    broker.servers() + " does not tell the topics' offsets (" + why
                            + "): let this user describe and read speecheq.* topics",
                    e);
        }
    }

    private void report(LedgerTotals totals, OfflineRun offline, Problems problems) {
        terminal.print("windows    " + totals.windows() + " in " + totals.records() + " records");
        terminal.print("calls      " + totals.calls() + ", with " + totals.channels() + " channels: " + totals.closed()
                + " closed, " + totals.open() + " open");
        note(totals.replaced(), "channels without an end, of whose call id a later call is told");
        note(totals.forgotten(), "channels that were erased; retention has yet to delete their windows");
        note(
                totals.reusedIds(),
                "channels share call id and name with another call: consumers that go by them mix both");
        note(totals.expired(), "channels whose first windows the topic no longer keeps");
        if (against != null) {
            terminal.print("offline    " + offline.compared() + " windows and trajectories compared");
        }
        for (Problem kind : Problem.values()) {
            long count = problems.count(kind);
            if (count > 0) {
                terminal.print("");
                terminal.print(terminal.bold(count + " " + kind.words()));
                problems.lines(kind).forEach(line -> terminal.print("  " + line));
                long untold = count - problems.lines(kind).size();
                note(untold, "more");
            }
        }
        if (problems.isEmpty()) {
            terminal.print("nothing is missing, doubled or different");
        }
    }

    private void note(long count, String words) {
        if (count > 0) {
            terminal.print("           " + count + " " + words);
        }
    }
}
