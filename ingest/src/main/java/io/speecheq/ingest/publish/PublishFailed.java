package io.speecheq.ingest.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The audio topic cannot be written to. The message is one line that says what to do. */
public final class PublishFailed extends IOException {

    private static final long serialVersionUID = 1;

    PublishFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
