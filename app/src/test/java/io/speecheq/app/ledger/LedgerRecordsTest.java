package io.speecheq.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.topic.Topics;
import io.speecheq.schemas.topic.TrajectoryKey;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LedgerRecordsTest {

    private final Problems problems = new Problems();
    private final LedgerRecords records = new LedgerRecords(callId -> true, OfflineRun.none(), problems);

    @Test
    void tombstonesSayThatACallWasErased() {
        Ledger ledger = new Ledger(new LedgerRules(true, false), problems);
        ledger.accept(new LedgerWindow(new ChannelAccount("a/b", "customer", 0), 0, 0, 3_000, true, 7));
        records.trajectory(
                new ConsumerRecord<>(
                        Topics.TRAJECTORIES.name(), 0, 0, new TrajectoryKey("a/b", "customer").bytes(), null),
                ledger);
        records.call(
                new ConsumerRecord<>(Topics.CALLS.name(), 0, 0, "a/b".getBytes(StandardCharsets.UTF_8), null), ledger);

        assertThat(ledger.settle(false).forgotten()).isEqualTo(1);
        assertThat(problems.isEmpty()).isTrue();
    }
}
