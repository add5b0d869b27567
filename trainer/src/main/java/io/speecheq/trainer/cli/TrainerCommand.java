package io.speecheq.trainer.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code speecheq train}, {@code evaluate}, {@code crossvalidate}, {@code ablate} and {@code export}. Exit codes: 0, 1 (failed), 2 (wrong usage). */
@Command(
        name = "speecheq",
        description = "Makes SpeechEQ networks from recorded corpora, and measures them.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            CrossValidateCommand.class,
            AblateCommand.class,
            ExportCommand.class
        })
public final class TrainerCommand implements Runnable {
    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new TrainerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(TrainerCommand::wrongUsage)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: train, evaluate, crossvalidate, ablate or export");
        }
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter out = command.getErr();
        out.println(command.getCommandSpec().qualifiedName() + ": " + oneLine(String.valueOf(e.getMessage())));
        out.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine command) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(message(e)));
        if (Boolean.getBoolean("speecheq.trace")) {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception e) {
        if (e instanceof FileSystemException file) {
            String reason = file.getReason() == null ? "cannot be used" : file.getReason();
            return file.getFile() + ": " + reason;
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
