package io.speecheq.sinks.alert;

import java.util.List;

/** A rules file that cannot be followed, with every problem that there is, each with its line. */
public final class InvalidRulesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    InvalidRulesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each, in the order of the file. */
    public List<String> problems() {
        return problems;
    }
}
