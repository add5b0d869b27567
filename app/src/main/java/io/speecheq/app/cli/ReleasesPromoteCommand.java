package io.speecheq.app.cli;

import io.speecheq.app.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code releases promote}: a published release is to score from now on. */
@Command(
        description =
                "Let running jobs score with a published release. Exit code 1 where the job refuses it, and the one"
                        + " before serves on.")
final class ReleasesPromoteCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME:VERSION", description = "The release.")
    private String title = "";

    @Mixin
    private final ReleaseOperations operations = new ReleaseOperations();

    ReleasesPromoteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return operations.promote(operations.releases(), title, terminal);
    }
}
