package io.speecheq.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    @Test
    void aSeedIsAPlan() {
        assertThat(FaultPlan.seeded(7, 50)).isEqualTo(FaultPlan.seeded(7, 50));
        assertThat(FaultPlan.seeded(7, 50).faults())
                .isNotEqualTo(FaultPlan.seeded(8, 50).faults());
    }

    @Test
    void killsAsOftenAsAskedAndEveryRole() {
        for (int kills : new int[] {1, 4, 50}) {
            List<Fault> killed = FaultPlan.seeded(3, kills).faults().stream()
                    .filter(fault -> fault.kind() == Fault.Kind.KILL)
                    .toList();

            assertThat(killed).hasSize(kills);
            assertThat(killed.stream().map(Fault::role).distinct()).hasSize(Math.min(kills, Role.values().length));
        }
    }
}
