package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.record.ReleaseRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengeGateTest {

    private static final long NOW = 1_000_000;

    @TempDir
    Path folder;

    private ModelStores stores = ModelStores.none();
    private Release first = ReleaseScheduleTest.release(1);
    private Release second = first;

    @BeforeEach
    void releaseNetworks() throws Exception {
        stores = new ModelStores(List.of(folder.toUri().toString()));
        first = Release.ofFile(TinyNetwork.seeded(1).named("first").write(folder.resolve("1.onnx")));
        second = Release.ofFile(TinyNetwork.seeded(2).named("second").write(folder.resolve("2.onnx")));
    }

    @Test
    void aChallengerThatPassesScoresItsShareFromTheLeadOn() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.125);
            gate.at(NOW + 300);
            gate.endCheck();

            assertThat(gate.decisions()).containsExactly(new Challenge(first, 0.125, NOW + 300 + GateHarness.LEAD));
            assertThat(gate.statuses()).singleElement().satisfies(status -> {
                assertThat(status.outcome()).isEqualTo(ReleaseOutcome.LOADED);
                assertThat(status.reason()).startsWith("scores beside the champion on 12.5 % of calls, audio of ");
            });
        }
    }

    @Test
    void aChallengerThatFailsItsCheckIsRefusedAndTheOneBeforeGoesOn() throws Exception {
        Release wrong = new Release("second", "1", second.uri(), first.sha256());
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.5);
            gate.endCheck();
            gate.challenge(wrong, 0.5);
            gate.endCheck();
            gate.at(NOW + 100_000);

            assertThat(gate.decisions()).extracting(Challenge::release).containsExactly(first);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(tuple("first", ReleaseOutcome.LOADED), tuple("second", ReleaseOutcome.REFUSED));
        }
    }

    @Test
    void aFileOutsideTheStoresIsRefusedWithoutTouchingIt() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(ModelStores.none(), NOW)) {
            gate.challenge(first, 0.5);

            assertThat(gate.statuses()).extracting(ReleaseStatus::outcome).containsExactly(ReleaseOutcome.REFUSED);
            assertThat(GateHarness.BEGUN).hasValue(0);
        }
    }

    @Test
    void aShareThatNoneCanHaveIsRefused() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 1.5);
            gate.challenge(first, Double.NaN);

            assertThat(gate.statuses()).hasSize(2).allSatisfy(status -> {
                assertThat(status.outcome()).isEqualTo(ReleaseOutcome.REFUSED);
                assertThat(status.reason()).startsWith("a challenger's share must lie over 0 and be 1 at most");
            });
        }
    }

    @Test
    void championsAreOfNoConcernToIt() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.promote(first);
            gate.accept(GateHarness.offer(second, ReleaseRole.OFFERED, 0));

            assertThat(gate.statuses()).isEmpty();
            assertThat(GateHarness.BEGUN).hasValue(0);
        }
    }

    @Test
    void theEndOfAChallengeIsDecidedAheadAndToldAtOnce() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.5);
            gate.endCheck();
            gate.at(NOW + 60_000);
            gate.challenge(first, 0);
            long end = NOW + 60_000 + GateHarness.LEAD;

            assertThat(gate.decisions()).endsWith(new Challenge(first, 0, end));
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(tuple("first", ReleaseOutcome.LOADED), tuple("first", ReleaseOutcome.RETIRED));
        }
    }

    @Test
    void anEndWithoutAChallengeChangesNothing() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0);

            assertThat(gate.decisions()).isEmpty();
            assertThat(gate.statuses()).isEmpty();
        }
    }

    @Test
    void anEndDuringTheCheckLeavesNoChallenge() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.5);
            gate.challenge(first, 0);
            gate.endCheck();

            assertThat(gate.decisions()).isEmpty();
            assertThat(gate.statuses()).extracting(ReleaseStatus::outcome).containsExactly(ReleaseOutcome.REFUSED);
        }
    }

    @Test
    void anotherShareOfTheSameChallengerIsANewDecisionAndNoEnd() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.5);
            gate.endCheck();
            gate.challenge(first, 0.25);
            gate.endCheck();
            gate.at(NOW + 100_000);

            assertThat(gate.decisions()).extracting(Challenge::share).containsExactly(0.5, 0.25);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::outcome)
                    .containsExactly(ReleaseOutcome.LOADED, ReleaseOutcome.LOADED);
        }
    }

    @Test
    void anotherChallengerTakesThePlaceOfTheFirst() throws Exception {
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.5);
            gate.endCheck();
            gate.challenge(second, 0.5);
            gate.endCheck();
            gate.at(NOW + 100_000);

            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(
                            tuple("first", ReleaseOutcome.LOADED),
                            tuple("first", ReleaseOutcome.RETIRED),
                            tuple("second", ReleaseOutcome.LOADED));
        }
    }

    @Test
    void aRestartDuringACheckBeginsItAgain() throws Exception {
        OperatorSubtaskState state;
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.25);
            state = gate.snapshot();
        }
        try (GateHarness<Challenge> gate = GateHarness.challengesRestored(state, stores, NOW + 20_000)) {
            gate.endCheck();

            assertThat(gate.decisions()).containsExactly(new Challenge(first, 0.25, NOW + 20_000 + GateHarness.LEAD));
        }
    }

    @Test
    void aRestartAfterTheDecisionDecidesNothingAgain() throws Exception {
        OperatorSubtaskState state;
        try (GateHarness<Challenge> gate = GateHarness.challengesOpened(stores, NOW)) {
            gate.challenge(first, 0.25);
            gate.endCheck();
            state = gate.snapshot();
        }
        Files.delete(folder.resolve("1.onnx"));
        try (GateHarness<Challenge> gate = GateHarness.challengesRestored(state, stores, NOW + 1_000)) {
            gate.challenge(first, 0.25);

            assertThat(gate.decisions()).isEmpty();
            assertThat(GateHarness.BEGUN).hasValue(0);
            assertThat(gate.statuses()).extracting(ReleaseStatus::outcome).containsExactly(ReleaseOutcome.LOADED);
        }
    }
}
