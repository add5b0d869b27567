package io.speecheq.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresAddressTest {

    @Test
    void userAndPasswordOfTheAddressAreNeverTold() {
        PostgresAddress address =
                PostgresAddress.parse("jdbc:postgresql://db:5433/calls?user=anna&password=s%26cret", Map.of());

        assertThat(address).hasToString("postgresql://db:5433/calls");
        assertThat(address.properties())
                .containsEntry("user", "anna")
                .containsEntry("password", "s&cret")
                .hasSize(7);
        assertThat(((PGSimpleDataSource) address.source()).getUrl()).doesNotContain("cret", "anna");
    }

    @Test
    void theEnvironmentTellsWhatTheAddressDoesNot() {
        Map<String, String> environment = Map.of("PGUSER", "otto", "PGPASSWORD", "other");

        assertThat(PostgresAddress.parse("jdbc:postgresql://db/calls?user=anna", environment)
                        .properties())
                .containsEntry("user", "anna")
                .containsEntry("password", "other");
    }

    @Test
    void anotherAddressIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> PostgresAddress.parse("postgres://db/calls?password=secret", Map.of()))
                .hasMessage(
                        "'postgres://db/calls' is no address of PostgreSQL; write jdbc:postgresql://host:5432/database");
    }
}
