package io.speecheq.app.job;

import java.util.Arrays;

/** The text that names brokers: {@code host:port}, or several with commas between. */
public final class BrokerAddresses {

    private BrokerAddresses() {}

    /**
     * The text without spaces.
     *
     * @throws IllegalArgumentException in one line, where it names none
     */
    public static String parse(String text) {
        boolean isValid = Arrays.stream(text.split(",", -1))
                .allMatch(broker -> broker.strip().matches("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}"));
        if (!isValid) {
            throw new IllegalArgumentException("'" + text + "' is not host:port, or several with commas between");
        }
        return text.replace(" ", "");
    }
}
