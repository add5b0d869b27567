package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.app.job.InvalidConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryConfigurationTest {

    @Test
    void optionsAreReadAsFlinkHandsThemOn() throws Exception {
        HistoryConfiguration configuration = HistoryConfiguration.parse(
                new String[] {"--postgres=jdbc:postgresql://db/calls", "--roll-interval", "90s", "--parallelism", "2"},
                Map.of("PGUSER", "anna"));

        assertThat(configuration.postgres())
                .hasValueSatisfying(address -> assertThat(address.properties()).containsEntry("user", "anna"));
        assertThat(configuration.roll()).isEqualTo(Duration.ofSeconds(90));
        assertThat(configuration.parallelism()).isEqualTo(2);
        assertThat(configuration.parquet()).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertThatThrownBy(() -> HistoryConfiguration.parse(
                        new String[] {
                            "--postgres", "mysql://x", "--roll-interval", "0s", "--job-name", "a b", "--what", "1"
                        },
                        Map.of()))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(4));
    }

    @Test
    void aPlaceMustBeNamed() {
        assertThatThrownBy(() -> HistoryConfiguration.of(Map.of(), Map.of()))
                .hasMessageStartingWith("name where to keep history");
    }
}
