package io.speecheq.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private final HeldOut heldOut = new HeldOut(Set.of("RAVDESS/17"), Set.of("RAVDESS"));

    @Test
    void otherSpeakersOfATrainingCorpusMayHaveBeenHeard() {
        assertThat(heldOut.heardAmong(List.of("RAVDESS/17", "RAVDESS/01", "EmoDB/03")))
                .containsExactly("RAVDESS/01");
        assertThat(heldOut.warning(List.of("RAVDESS/17", "RAVDESS/01")).orElseThrow())
                .contains("1 of 2 speakers")
                .contains("RAVDESS/01");
    }

    @Test
    void strangersNeedNoWarning() {
        assertThat(heldOut.warning(List.of("RAVDESS/17", "EmoDB/03"))).isEmpty();
    }
}
