package io.speecheq.app.job;

import io.speecheq.sinks.alert.InvalidRulesException;
import io.speecheq.sinks.alert.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file of alert rules, read and found valid. */
public final class AlertRulesText {

    private AlertRulesText() {}

    /**
     * The text of that file.
     *
     * @throws IllegalArgumentException when it cannot be read, or followed: every problem with its line
     */
    public static String of(String file) {
        try {
            String text = Files.readString(Path.of(file));
            RulesFile.parse(text);
            return text;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "cannot read '" + file + "': name a rules file, or write usual or none", e);
        } catch (InvalidRulesException e) {
            throw new IllegalArgumentException("'" + file + "' " + e.getMessage(), e);
        }
    }
}
