package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Waiting waiting = new Waiting("db");

    @Test
    void aTroubleIsToldOnceAndItsEndOnceItIsOver() {
        assertThat(waiting.look(Optional.of("refused"), 1_000))
                .hasValue("history waits for db (refused); it tries again by itself, and the topics keep what waits");
        assertThat(waiting.look(Optional.of("refused"), 3_000)).isEmpty();
        assertThat(waiting.look(Optional.empty(), 61_000)).isEmpty();
        assertThat(waiting.look(Optional.empty(), 73_000))
                .hasValue("history goes on in db, after 60 s; it catches up from the topics");
        assertThat(waiting.look(Optional.empty(), 75_000)).isEmpty();
    }

    @Test
    void aMomentBetweenTwoFailuresIsNoEnd() {
        waiting.look(Optional.of("refused"), 0);

        assertThat(waiting.look(Optional.empty(), 2_000)).isEmpty();
        assertThat(waiting.look(Optional.of("refused"), 4_000)).isEmpty();
        assertThat(waiting.look(Optional.empty(), 15_000)).isEmpty();
    }

    @Test
    void anotherReasonIsToldAndAStartIsNone() {
        assertThat(waiting.look(Optional.of("it is starting"), 0)).isEmpty();
        assertThat(waiting.look(Optional.of("refused"), 2_000)).isPresent();
        assertThat(waiting.look(Optional.of("disk full"), 4_000))
                .hasValueSatisfying(line -> assertThat(line).contains("disk full"));
    }
}
