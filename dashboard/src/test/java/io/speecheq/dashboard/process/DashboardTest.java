package io.speecheq.dashboard.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.dashboard.http.Health;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class DashboardTest {

    @Test
    void aDashboardThatRunsIsNotUpWhileAThreadWaitsToBeReplaced() {
        assertThat(Dashboard.health(State.RUNNING, true)).isEqualTo(new Health(false, "REPLACING_THREAD"));
        assertThat(Dashboard.health(State.RUNNING, false)).isEqualTo(new Health(true, "RUNNING"));
        assertThat(Dashboard.health(State.REBALANCING, true)).isEqualTo(new Health(false, "REBALANCING"));
    }
}
