package io.speecheq.app.cli;

import io.speecheq.app.release.ModelStore;
import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.Releases;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.schemas.record.ModelRelease;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code releases publish}: a network into a store, and on the models topic. */
@Command(description = "Put a network into a store, and say on the models topic that it is there.")
final class ReleasesPublishCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "MODEL.onnx", description = "The network; its card names the release.")
    private Path model = Path.of("");

    @Option(
            names = "--store",
            required = true,
            paramLabel = "URI",
            description = "A folder that every task manager reaches: a path, or a URI such as s3://bucket/models.")
    private String store = "";

    @Option(names = "--promote", description = "Let running jobs score with it at once.")
    private boolean isPromoted;

    @Mixin
    private final ReleaseOperations operations = new ReleaseOperations();

    ReleasesPublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ModelStore folder = ModelStore.at(store);
        Releases releases = operations.releases();
        ModelRelease release = releases.publish(model, folder);
        terminal.print(ReleaseOperations.line(release));
        return isPromoted ? operations.promote(releases, ReleaseBook.title(release), terminal) : 0;
    }
}
