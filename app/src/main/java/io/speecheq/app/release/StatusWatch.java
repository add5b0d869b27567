package io.speecheq.app.release;

import io.speecheq.app.events.RecordReader;
import io.speecheq.schemas.record.ModelRelease;
import io.speecheq.schemas.record.ModelStatus;
import io.speecheq.schemas.record.ReleaseOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits for a job's word on a release. One thread. */
public final class StatusWatch implements AutoCloseable {

    private final RecordReader<ModelStatus> reader;
    private final Clock clock;

    StatusWatch(RecordReader<ModelStatus> reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * The first job's answer to that release: loaded, or refused. Nothing where none came in time.
     *
     * @param isOver asked now and then whether to stop waiting
     */
    public Optional<ModelStatus> answer(ModelRelease release, Duration patience, BooleanSupplier isOver) {
        Instant deadline = clock.instant().plus(patience);
        while (clock.instant().isBefore(deadline) && !isOver.getAsBoolean()) {
            Optional<ModelStatus> answer = reader.next().stream()
                    .flatMap(entry -> entry.value().stream())
                    .filter(status -> isAbout(status, release))
                    .findFirst();
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private static boolean isAbout(ModelStatus status, ModelRelease release) {
        return status.getSha256().equals(release.getSha256())
                && status.getName().equals(release.getName())
                && status.getVersion().equals(release.getVersion())
                && (status.getOutcome() == ReleaseOutcome.LOADED || status.getOutcome() == ReleaseOutcome.REFUSED);
    }

    @Override
    public void close() {
        reader.close();
    }
}
