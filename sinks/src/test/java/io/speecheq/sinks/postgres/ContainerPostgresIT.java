package io.speecheq.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.sinks.history.HistoryTable;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The tables in PostgreSQL's own image, of a newer version than the embedded one. Skipped where no Docker engine runs. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerPostgresIT {

    @Container
    private static final PostgreSQLContainer POSTGRES = new PostgreSQLContainer("postgres:17");

    @Test
    void aCallIsWrittenAndErased() throws Exception {
        PostgresAddress address = PostgresAddress.parse(
                POSTGRES.getJdbcUrl(), Map.of("PGUSER", POSTGRES.getUsername(), "PGPASSWORD", POSTGRES.getPassword()));
        PostgresTables.migrate(address);
        try (UpsertWriter<CallSummary> writer = new UpsertWriter<>(
                address, Upserts.CALL, new TestProcessingTimeService(), new UnregisteredMetricsGroup())) {
            writer.write(ToldCall.named("there").summary(1, CallStatus.STARTED), NoContext.INSTANCE);
            writer.flush(false);
        }

        assertThat(new PostgresRows(address).erase("there")).containsEntry(HistoryTable.CALL, 1);
    }
}
