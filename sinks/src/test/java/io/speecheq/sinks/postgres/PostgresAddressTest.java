package io.speecheq.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresAddressTest {

    /** The driver's property that names a file in place of ~/.pgpass. */
    private static final String PASSWORDS = "org.postgresql.pgpassfile";

    @TempDir
    Path folder;

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
    void theFileOfPasswordsTellsThatOfTheUser() throws Exception {
        withPasswords("db:5432:calls:otto:from-file", () -> {
            assertThat(PostgresAddress.parse("jdbc:postgresql://db/calls", Map.of("PGUSER", "otto"))
                            .properties())
                    .containsEntry("user", "otto")
                    .containsEntry("password", "from-file");
            assertThat(PostgresAddress.parse("jdbc:postgresql://db/calls?user=otto", Map.of("PGUSER", "anna"))
                            .properties())
                    .containsEntry("user", "otto")
                    .containsEntry("password", "from-file");
        });
    }

    @Test
    void anEmptyVariableIsNone() throws Exception {
        withPasswords(
                "db:5432:calls:anna:from-file",
                () -> assertThat(PostgresAddress.parse(
                                        "jdbc:postgresql://db/calls?user=anna", Map.of("PGPASSWORD", "", "PGUSER", ""))
                                .properties())
                        .containsEntry("user", "anna")
                        .containsEntry("password", "from-file"));
    }

    @Test
    void aPasswordOfTheEnvironmentComesBeforeTheFileOfPasswords() throws Exception {
        withPasswords(
                "db:5432:calls:anna:from-file",
                () -> assertThat(PostgresAddress.parse(
                                        "jdbc:postgresql://db/calls?user=anna",
                                        Map.of("PGPASSWORD", "from-environment"))
                                .properties())
                        .containsEntry("user", "anna")
                        .containsEntry("password", "from-environment"));
    }

    /** As ~/.pgpass. */
    private void withPasswords(String line, Runnable action) throws Exception {
        Path file = Files.writeString(folder.resolve("passwords"), line + "\n");
        String before = System.getProperty(PASSWORDS);
        System.setProperty(PASSWORDS, file.toString());
        try {
            action.run();
        } finally {
            if (before == null) {
                System.clearProperty(PASSWORDS);
            } else {
                System.setProperty(PASSWORDS, before);
            }
        }
    }

    @Test
    void anotherAddressIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> PostgresAddress.parse("postgres://db/calls?password=secret", Map.of()))
                .hasMessage(
                        "'postgres://db/calls' is no address of PostgreSQL; write jdbc:postgresql://host:5432/database");
    }
}
