package io.speecheq.app.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --key value} and {@code --key=value}, as {@code flink run} hands them on to a job's main. */
public final class CommandArguments {

    private CommandArguments() {}

    /**
     * The values by their keys, without the dashes.
     *
     * @param problems takes a line for each argument that is none
     */
    public static Map<String, String> values(String[] arguments, List<String> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--")) {
                problems.add("'" + argument + "' is no option; write --key value");
            } else if (equals > 0) {
                values.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else if (i + 1 == arguments.length) {
                problems.add(argument + " has no value");
            } else {
                values.put(argument.substring(2), arguments[++i]);
            }
        }
        return values;
    }
}
