package io.speecheq.sinks.parquet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The day on which a call began, in UTC, and the folder of its files: {@code day=2026-05-27}, as DuckDB and Spark take partitions. */
public record CallDay(LocalDate date) {

    private static final String PREFIX = "day=";

    static CallDay of(Instant callStart) {
        return new CallDay(callStart.atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** The day of a folder, or nothing where it is none of ours. */
    public static Optional<CallDay> ofFolder(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CallDay(LocalDate.parse(name.substring(PREFIX.length()))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public String folder() {
        return PREFIX + date;
    }
}
