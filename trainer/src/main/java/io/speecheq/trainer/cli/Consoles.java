package io.speecheq.trainer.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The standard output of a command, which its caller may have replaced. */
final class Consoles {
    private Consoles() {}

    static PrintWriter out(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("a command runs through its command line");
        }
        return spec.commandLine().getOut();
    }
}
