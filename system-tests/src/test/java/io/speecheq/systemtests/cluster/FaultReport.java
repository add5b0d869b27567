package io.speecheq.systemtests.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What a run of faults did and found, a line at a time, in {@code target/faults}. */
final class FaultReport {

    private final Path file;

    /** @param name of the run; another run of that name goes on in the same file */
    FaultReport(String name) throws IOException {
        Path reports =
                Files.createDirectories(Path.of(System.getProperty("speecheq.home"), "system-tests/target/faults"));
        this.file = reports.resolve(name + ".txt");
    }

    void note(String line) throws IOException {
        Files.writeString(
                file,
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
