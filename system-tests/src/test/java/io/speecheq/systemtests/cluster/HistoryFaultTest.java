package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryFaultTest {

    @Test
    void aSeedIsAPlan() {
        assertThat(HistoryFault.seeded(7, 12)).isEqualTo(HistoryFault.seeded(7, 12));
        assertThat(HistoryFault.seeded(7, 12)).isNotEqualTo(HistoryFault.seeded(8, 12));
    }

    @Test
    void killsAsOftenAsAskedWithPausesAndAbsencesBetween() {
        for (int kills : new int[] {1, 4, 50}) {
            int rounds = (kills + 3) / 4;

            assertThat(count(kills, HistoryFault.Kind.KILL)).isEqualTo(kills);
            assertThat(count(kills, HistoryFault.Kind.PAUSE)).isEqualTo(rounds);
            assertThat(count(kills, HistoryFault.Kind.NO_DATABASE)).isEqualTo(rounds);
        }
    }

    private static long count(int kills, HistoryFault.Kind kind) {
        return HistoryFault.seeded(3, kills).stream()
                .filter(fault -> fault.kind() == kind)
                .count();
    }
}
