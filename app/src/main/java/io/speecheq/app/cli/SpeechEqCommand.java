package io.speecheq.app.cli;

import io.speecheq.app.terminal.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code speecheq}: the commands, and how they fail. Exit codes: 0, 1 (failed), 2 (wrong usage). */
@Command(
        name = "speecheq",
        description = "Emotion from live calls, as events.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "speecheq COMMAND --help says more. Details of what went wrong are in target/speecheq.log."})
public final class SpeechEqCommand implements Runnable {

    // Given by picocli before run.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    private SpeechEqCommand() {}

    public static void main(String[] arguments) {
        int code = run(Terminal.ofProcess(System.getenv()), Home.ofProcess(), arguments);
        System.exit(code);
    }

    static int run(Terminal terminal, Home home, String... arguments) {
        CommandLine commands = new CommandLine(new SpeechEqCommand());
        commands.addSubcommand("demo", new DemoCommand(terminal, home));
        commands.addSubcommand("analyze", new AnalyzeCommand(terminal, home));
        commands.addSubcommand("features", new FeaturesCommand(terminal));
        commands.addSubcommand("ingest", new IngestCommand(terminal));
        commands.addSubcommand("job", new JobCommand(terminal, home));
        commands.addSubcommand("dashboard", new DashboardCommand(terminal));
        commands.addSubcommand("topics", new TopicsCommand(terminal));
        commands.addSubcommand("events", new EventsCommand(terminal));
        commands.addSubcommand("check", new CheckCommand(terminal));
        commands.addSubcommand("health", new HealthCommand(terminal));
        commands.addSubcommand("dead-letters", DeadLettersCommand.on(terminal));
        commands.addSubcommand("releases", ReleasesCommand.with(terminal));
        commands.addSubcommand("alerts", AlertsCommand.with(terminal));
        commands.addSubcommand("history", new HistoryCommand(terminal));
        commands.addSubcommand("query", new QueryCommand(terminal));
        commands.addSubcommand("erase", new EraseCommand(terminal));
        commands.addSubcommand("expire", new ExpireCommand(terminal));
        TrainerCommand.addTo(commands);
        standardOptions(commands);
        commands.setAbbreviatedOptionsAllowed(false);
        commands.setUsageHelpAutoWidth(true);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        Failures failures = new Failures(terminal);
        commands.setParameterExceptionHandler(failures);
        commands.setExecutionExceptionHandler(failures);
        try (PrintWriter out = terminal.outWriter()) {
            commands.setOut(out);
            return commands.execute(arguments);
        }
    }

    /** The options that every command has, those below it too. */
    private static void standardOptions(CommandLine command) {
        command.getSubcommands().values().forEach(SpeechEqCommand::standardOptions);
        CommandSpec spec = command.getCommandSpec();
        spec.versionProvider(new VersionText());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and stop.")
                .build());
        spec.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version and stop.")
                .build());
        spec.addOption(OptionSpec.builder("--verbose")
                .type(boolean.class)
                .description("Show on the terminal what else goes to the log.")
                .setter(new CommandLine.Model.ISetter() {
                    // Read by the logging's configuration, which starts after the command line was read.
                    @Override
                    public <T> T set(T value) {
                        System.setProperty("speecheq.console", Boolean.TRUE.equals(value) ? "info" : "warn");
                        return value;
                    }
                })
                .build());
    }

    /** Without a command: says that one is needed. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }
}
