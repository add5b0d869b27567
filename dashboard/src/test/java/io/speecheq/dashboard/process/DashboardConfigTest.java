package io.speecheq.dashboard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class DashboardConfigTest {

    @Test
    void aLocalDashboardIsForThisMachineAlone() throws Exception {
        DashboardConfig config = DashboardConfig.local("b:9092", "app", Path.of("state"), 0);

        assertThat(config.listening().address().getAddress().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void whatTheDashboardDependsOnCannotBeOverridden() {
        DashboardConfig config = new DashboardConfig(
                "b:9092",
                "app",
                Path.of("state"),
                Listening.locally(0),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of("application.id", "other", "security.protocol", "SSL"));

        assertThat(Dashboard.properties(config))
                .containsEntry(StreamsConfig.APPLICATION_ID_CONFIG, "app")
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> DashboardConfig.local("b:9092", "app", Path.of("state"), 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("70000");
    }
}
