package io.speecheq.app.job;

import java.util.List;

/** A configuration that cannot be used; every problem at once, each one line. */
public final class InvalidConfigurationException extends Exception {

    private final List<String> problems;

    public InvalidConfigurationException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
