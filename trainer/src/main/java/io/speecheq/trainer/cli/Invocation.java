package io.speecheq.trainer.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** How a command was called. */
record Invocation(CommandSpec spec) {
    static Invocation of(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("a command runs through its command line");
        }
        return new Invocation(spec);
    }

    /** The standard output, which the caller may have replaced. */
    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** A value made from options; what it refuses is wrong usage. */
    <T> T option(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    void requireData(DataFolders data) {
        if (data.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no data: name at least one of " + DataFolders.OPTIONS);
        }
    }
}
