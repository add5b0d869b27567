package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.Reading;
import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.network.Networks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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

    void requireNetwork(String name) {
        option(() -> Networks.named(name, 0, 0));
    }

    void requireData(DataFolders data) {
        if (data.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no data: name at least one of " + DataFolders.OPTIONS);
        }
    }

    /** As it was typed. */
    String words() {
        return "speecheq "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }

    /** How files name clips: as the table that lists them, or relative to the working folder. */
    static ClipNames clipNames(Collection<Reading> readings) {
        Map<Path, String> written = new HashMap<>();
        readings.forEach(reading -> written.putAll(reading.written()));
        return ClipNames.of(Path.of(""), written);
    }
}
