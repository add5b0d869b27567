package io.speecheq.trainer.cli;

import io.speecheq.trainer.evaluation.ClipNames;
import io.speecheq.trainer.network.Networks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

    /** How files name clips: relative to the folder of their table if they come from one, or to the working folder. */
    ClipNames clipNames() {
        List<Path> folders = new ArrayList<>();
        OptionSpec table = spec.findOption("--table");
        Object tables = table == null ? null : table.getValue();
        for (Object file : tables instanceof Collection<?> many ? many : Collections.singletonList(tables)) {
            if (file instanceof Path path) {
                folders.add(path.toAbsolutePath().getParent());
            }
        }
        folders.add(Path.of(""));
        return new ClipNames(folders);
    }
}
