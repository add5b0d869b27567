package io.speecheq.app.broker;

import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The embedded broker could not start; the message is one line that says what to do. */
public final class BrokerFailedException extends RuntimeException {

    BrokerFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static BrokerFailedException of(Path folder, Exception cause) {
        if (cause instanceof KafkaException && String.valueOf(cause.getMessage()).contains("lock")) {
            return new BrokerFailedException(folder + " is in use by another process: stop it, or choose another folder", cause);
        }
        return new BrokerFailedException("the broker in " + folder + " did not start: " + cause.getMessage(), cause);
    }
}
