package io.speecheq.app.job;

import java.util.Locale;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Where a job that starts without state begins to read the audio topic; one with state goes on where that was. */
public enum AudioStart {
    /** Where the job's consumer group was at its last checkpoint; where there was none, as {@link #EARLIEST}. */
    COMMITTED,
    /** With the oldest audio that is kept. */
    EARLIEST,
    /** With what comes from now on. */
    LATEST;

    static AudioStart parse(String text) {
        for (AudioStart start : values()) {
            if (start.text().equals(text)) {
                return start;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is none of committed, earliest, latest");
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    // The connector takes Kafka's old name for the strategy, and no other.
    @SuppressWarnings("deprecation")
    OffsetsInitializer offsets() {
        return switch (this) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }
}
