package io.speecheq.dashboard.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"", "my calls", "calls/live", "anrufe-für-alle", ".", ".."})
    void anApplicationIdThatNamesNoTopicIsRefused(String id) {
        assertThatThrownBy(() -> DashboardConfig.local("b:9092", id, Path.of("state"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not " + id);
        assertThatThrownBy(() -> DashboardConfig.local("b:9092", "a".repeat(201), Path.of("state"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        assertThatThrownBy(() -> DashboardConfig.local("b:9092", "app", Path.of("state"), 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("70000");
    }
}
