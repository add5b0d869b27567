package io.speecheq.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that SpeechEQ was started from: its networks, its sample, its log. */
record Home(Path folder) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static Home ofProcess() {
        return new Home(Path.of(System.getProperty("speecheq.home", ""))
                .toAbsolutePath()
                .normalize());
    }

    /** The named network, or the newest {@code models/speecheq-*.onnx}: the last by name, numbers by their value. */
    Path model(@Nullable Path named) throws UserError {
        if (named != null) {
            return named;
        }
        Path models = folder.resolve("models");
        if (Files.isDirectory(models)) {
            try (Stream<Path> files = Files.list(models)) {
                return files.filter(file -> file.getFileName().toString().matches("speecheq-.*\\.onnx"))
                        .max(Comparator.comparing(
                                file -> padded(file.getFileName().toString())))
                        .orElseThrow(() -> missing(models));
            } catch (IOException e) {
                throw new UserError(
                        models + " cannot be read (" + e.getMessage() + "): name a network with --model", e);
            }
        }
        throw missing(models);
    }

    private static UserError missing(Path models) {
        return new UserError("there is no network " + models.resolve("speecheq-*.onnx")
                + ": name one with --model, or make one with ./speecheq train and ./speecheq export");
    }

    /** 0.9 before 0.10: every number padded to a common width. */
    static String padded(String name) {
        Matcher numbers = NUMBER.matcher(name.substring(0, name.length() - ".onnx".length()));
        return numbers.replaceAll(match ->
                "0".repeat(Math.max(0, 12 - match.group().length())) + match.group());
    }

    Path sample() throws UserError {
        Path sample = folder.resolve("samples").resolve("billing-call.flac");
        if (!Files.exists(sample)) {
            throw new UserError("there is no " + sample + ": name a recording");
        }
        return sample;
    }
}
