package io.speecheq.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network scores. */
final class ModelOption {

    @Nullable
    @Option(
            names = "--model",
            paramLabel = "ONNX",
            description = "The network. Default: the newest models/speecheq-*.onnx.")
    private Path model;

    Path file(Home home) throws UserError {
        return home.model(model);
    }
}
