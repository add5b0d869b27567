package io.speecheq.app.cli;

import io.speecheq.app.broker.BrokerFailedException;
import io.speecheq.app.demo.DemoFailedException;
import io.speecheq.app.events.TopicUnreachableException;
import io.speecheq.app.history.HistoryFailedException;
import io.speecheq.app.job.DataFolderTaken;
import io.speecheq.app.job.InvalidConfigurationException;
import io.speecheq.app.job.JobFailedException;
import io.speecheq.app.job.KafkaUnreachableException;
import io.speecheq.app.job.TransactionTimeoutRefused;
import io.speecheq.app.ledger.OfflineRunUnreadable;
import io.speecheq.app.query.QueryFailedException;
import io.speecheq.app.release.ReleaseFailedException;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.ingest.publish.PublishFailed;
import io.speecheq.ingest.recording.UnreadableRecording;
import io.speecheq.schemas.topic.TopicSetupException;
import io.speecheq.sinks.postgres.PostgresFailedException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when a command cannot go on: one line, and the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    /** Exceptions whose message is one line for the user. */
    private static final List<Class<? extends Exception>> FOR_USERS = List.of(
            UserError.class,
            DemoFailedException.class,
            DataFolderTaken.class,
            KafkaUnreachableException.class,
            BrokerFailedException.class,
            TopicSetupException.class,
            ModelRefused.class,
            PublishFailed.class,
            UnreadableRecording.class,
            TransactionTimeoutRefused.class,
            OfflineRunUnreadable.class,
            TopicUnreachableException.class,
            ReleaseFailedException.class,
            QueryFailedException.class,
            HistoryFailedException.class,
            PostgresFailedException.class);

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        String message = problem.getMessage();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            message += suggestion(unmatched);
        }
        terminal.problem(message + " (see " + command + " --help)");
        return WRONG_USAGE;
    }

    private static String suggestion(UnmatchedArgumentException unmatched) {
        List<String> suggestions = unmatched.getSuggestions();
        return suggestions.isEmpty()
                ? ""
                : "; did you mean " + suggestions.stream().limit(3).collect(Collectors.joining(" or ")) + "?";
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        if (problem instanceof InvalidConfigurationException configuration) {
            configuration.problems().forEach(terminal::problem);
            return WRONG_USAGE;
        }
        if (FOR_USERS.stream().anyMatch(type -> type.isInstance(problem))) {
            terminal.problem(String.valueOf(problem.getMessage()));
            return FAILED;
        }
        LoggerFactory.getLogger(Failures.class).info("{} failed", command.getCommandName(), problem);
        String message = problem instanceof JobFailedException
                ? String.valueOf(problem.getMessage())
                : problem.getClass().getSimpleName() + ": " + problem.getMessage();
        terminal.problem(message + " (details in " + System.getProperty("speecheq.log", "the log") + ")");
        return FAILED;
    }
}
