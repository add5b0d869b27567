package io.speecheq.app.cli;

import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.Releases;
import io.speecheq.app.terminal.ReleaseTable;
import io.speecheq.app.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code releases list}: what there is, what serves, and what jobs said. */
@Command(description = "Show the releases: role, name, hash, since when, and what jobs made of them.")
final class ReleasesListCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    ReleasesListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Releases releases = ReleaseOperations.at(broker);
        ReleaseBook book = releases.book();
        if (book.published().isEmpty() && book.champion().isEmpty()) {
            terminal.note("No release was published yet: ./speecheq releases publish MODEL.onnx --store URI");
            return 0;
        }
        new ReleaseTable(book, releases.statuses()).lines().forEach(terminal::print);
        return 0;
    }
}
