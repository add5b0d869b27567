package io.speecheq.app.cli;

import io.speecheq.app.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code releases}: networks offered to running jobs. */
@Command(
        name = "releases",
        description = "Publish networks, and give running jobs another one.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "A job takes releases from the folders that its --stores names. More in docs/releases.md."})
final class ReleasesCommand implements Runnable {

    // Given by picocli before run.
    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    private ReleasesCommand() {}

    /** The command with its own commands. */
    static CommandLine with(Terminal terminal) {
        CommandLine releases = new CommandLine(new ReleasesCommand());
        releases.addSubcommand("publish", new ReleasesPublishCommand(terminal));
        releases.addSubcommand("list", new ReleasesListCommand(terminal));
        releases.addSubcommand("show", new ReleasesShowCommand(terminal));
        releases.addSubcommand("promote", new ReleasesPromoteCommand(terminal));
        releases.addSubcommand("rollback", new ReleasesRollbackCommand(terminal));
        releases.addSubcommand("challenge", new ReleasesChallengeCommand(terminal));
        return releases;
    }

    /** Without a command: says that one is needed. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
