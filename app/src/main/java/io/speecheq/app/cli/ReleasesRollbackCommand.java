package io.speecheq.app.cli;

import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.Releases;
import io.speecheq.app.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code releases rollback}: the former champion again. */
@Command(description = "Promote the champion before the present one.")
final class ReleasesRollbackCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final ReleaseOperations operations = new ReleaseOperations();

    ReleasesRollbackCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Releases releases = operations.releases();
        return operations.promote(releases, ReleaseBook.title(releases.former()), terminal);
    }
}
