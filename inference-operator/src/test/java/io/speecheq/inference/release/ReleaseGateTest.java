package io.speecheq.inference.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.record.ReleaseOutcome;
import io.speecheq.schemas.record.ReleaseRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseGateTest {

    private static final long NOW = 1_000_000;

    @TempDir
    Path folder;

    private ModelStores stores = ModelStores.none();
    private Release first = ReleaseScheduleTest.release(1);
    private Release second = first;
    private Release third = first;

    @BeforeEach
    void releaseNetworks() throws Exception {
        stores = new ModelStores(java.util.List.of(folder.toUri().toString()));
        first = Release.ofFile(TinyNetwork.seeded(1).named("first").write(folder.resolve("1.onnx")));
        second = Release.ofFile(TinyNetwork.seeded(2).named("second").write(folder.resolve("2.onnx")));
        third = Release.ofFile(TinyNetwork.seeded(3).named("third").write(folder.resolve("3.onnx")));
    }

    @Test
    void aPromotedReleaseServesFromTheLeadOnAndTheOneBeforeRetiresThen() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            gate.at(NOW + 300);
            gate.endCheck();

            long from = NOW + 300 + GateHarness.LEAD;
            assertThat(gate.decisions()).containsExactly(new Activation(second, from));
            gate.at(from - 1);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(tuple("second", ReleaseOutcome.LOADED));
            gate.at(from);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome, ReleaseStatus::atMillis)
                    .containsExactly(
                            tuple("second", ReleaseOutcome.LOADED, NOW + 300),
                            tuple("first", ReleaseOutcome.RETIRED, from));
        }
    }

    /** What is wrong with the file, and what the refusal says. */
    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("no network", bytes("nonsense"), "not an ONNX file"),
                Arguments.of(
                        "another contract",
                        TinyNetwork.seeded(5).withExtraOutput().toBytes(),
                        "outputs"),
                Arguments.of(
                        "another probe",
                        TinyNetwork.seeded(5).withScoresTimes(0.5f).toBytes(),
                        "probe"),
                Arguments.of(
                        "other features",
                        TinyNetwork.seeded(5)
                                .withCard(ReleaseGateTest::ofOtherFeatures)
                                .toBytes(),
                        "trained on features"),
                Arguments.of(
                        "another card", TinyNetwork.seeded(5).named("stranger").toBytes(), "holds stranger:1"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ModelCard ofOtherFeatures(ModelCard card) {
        return new ModelCard(
                card.name(),
                card.version(),
                card.emotions(),
                "other",
                "0123456789abcdef",
                card.corpora(),
                card.evaluation(),
                card.probe(),
                card.provenance());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void aFileThatMustNotServeIsRefusedAndTheOldOneServesOn(String wrong, byte[] bytes, String reason)
            throws Exception {
        Path file = Files.write(folder.resolve("wrong.onnx"), bytes);
        Release release = new Release("tiny", "1", file.toUri().toString(), Release.sha256(bytes));
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(release);
            gate.endCheck();

            assertRefused(gate, reason);
            gate.promote(second);
            gate.endCheck();
            assertThat(gate.decisions()).extracting(Activation::release).containsExactly(second);
        }
    }

    @Test
    void aFileWithAnotherHashIsRefused() throws Exception {
        Release wrong = new Release("second", "1", second.uri(), third.sha256());
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(wrong);
            gate.endCheck();

            assertRefused(gate, "has SHA-256 " + second.sha256());
        }
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws Exception {
        Release missing = new Release(
                "second", "1", folder.resolve("missing.onnx").toUri().toString(), second.sha256());
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(missing);
            gate.endCheck();

            assertRefused(gate, "cannot be fetched");
        }
    }

    @Test
    void aFileOutsideTheStoresIsRefusedWithoutTouchingIt() throws Exception {
        ModelStores elsewhere =
                ModelStores.parseAll(folder.resolve("store").toUri().toString());
        try (GateHarness<Activation> gate = GateHarness.opened(first, elsewhere, NOW)) {
            gate.promote(second);

            assertRefused(gate, "lies in none of the job's --stores");
            assertThat(GateHarness.BEGUN).hasValue(0);
        }
    }

    @Test
    void withoutStoresAReleaseIsRefusedWithTheOptionToSet() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, ModelStores.none(), NOW)) {
            gate.promote(second);

            assertRefused(gate, "start it with --stores");
        }
    }

    @Test
    void wordsThatNoReleaseCanHaveAreRefused() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.accept(new ReleaseOffer("n", "1", second.uri(), "00ff", ReleaseRole.CHAMPION, 0, 0));
            gate.accept(new ReleaseOffer(
                    "n", "1", "file:///" + "x".repeat(100_000), second.sha256(), ReleaseRole.CHAMPION, 0, 0));

            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::outcome)
                    .containsExactly(ReleaseOutcome.REFUSED, ReleaseOutcome.REFUSED);
            assertThat(gate.snapshot()).isNotNull();
        }
    }

    @Test
    void wordsOfAnyLengthAreRefusedInAStatusThatEveryBrokerTakes() throws Exception {
        String endless = "x".repeat(600_000);
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.accept(new ReleaseOffer("n", "1", second.uri(), endless, ReleaseRole.CHAMPION, 0, 0));
            gate.accept(new ReleaseOffer(endless, endless, endless, endless, ReleaseRole.CHAMPION, 0, 0));

            assertThat(gate.statuses()).hasSize(2).allSatisfy(status -> {
                assertThat(status.name()).hasSizeLessThanOrEqualTo(200);
                assertThat(status.version()).hasSizeLessThanOrEqualTo(200);
                assertThat(status.sha256()).hasSize(64);
                assertThat(status.reason()).hasSizeLessThanOrEqualTo(1_000).contains("600000");
            });
        }
    }

    @Test
    void whatIsMerelyOfferedOrAChallengerChangesNothing() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.accept(GateHarness.offer(second, ReleaseRole.OFFERED, 0));
            gate.accept(GateHarness.offer(second, ReleaseRole.CHALLENGER, 0));

            assertThat(gate.statuses()).isEmpty();
            assertThat(GateHarness.BEGUN).hasValue(0);
        }
    }

    @Test
    void aSlowCheckHoldsNothingUp() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);

            gate.at(NOW + 30_000);
            gate.accept(GateHarness.offer(third, ReleaseRole.OFFERED, 0));
            gate.snapshot();

            assertThat(gate.decisions()).isEmpty();
            gate.endCheck();
            assertThat(gate.decisions()).containsExactly(new Activation(second, NOW + 30_000 + GateHarness.LEAD));
        }
    }

    @Test
    void ofReleasesPromotedDuringACheckTheNewestCounts() throws Exception {
        Release broken = new Release("broken", "1", second.uri(), first.sha256().replace('0', '1'));
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            gate.promote(broken);
            gate.promote(third);

            gate.endCheck();
            gate.endCheck();

            assertThat(gate.decisions()).extracting(Activation::release).containsExactly(third);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(
                            tuple("second", ReleaseOutcome.REFUSED),
                            tuple("broken", ReleaseOutcome.REFUSED),
                            tuple("third", ReleaseOutcome.LOADED));
        }
    }

    @Test
    void bringingBackTheOneInServiceEndsWhatWasToFollow() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            gate.promote(first);
            gate.endCheck();

            assertThat(gate.decisions()).isEmpty();
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(tuple("second", ReleaseOutcome.REFUSED), tuple("first", ReleaseOutcome.LOADED));
        }
    }

    @Test
    void aFormerChampionComesBackByBeingPromotedAgain() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            gate.endCheck();
            gate.promote(first);
            gate.endCheck();

            assertThat(gate.decisions())
                    .containsExactly(
                            new Activation(second, NOW + GateHarness.LEAD),
                            new Activation(first, NOW + GateHarness.LEAD + 1));
        }
    }

    @Test
    void aCheckThatDoesNotEndIsGivenUpAndTheNextOneHasItsOwnThread() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            gate.at(NOW + GateHarness.PATIENCE);
            assertRefused(gate, "was not there after 60 s");

            gate.promote(third);
            gate.endCheck();
            if (gate.decisions().isEmpty()) {
                // The first message was that of the check which was given up.
                gate.endCheck();
            }

            assertThat(gate.decisions()).extracting(Activation::release).containsExactly(third);
        }
    }

    @Test
    void aBrokerWhoseClockIsAheadMovesTheSwitch() throws Exception {
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.accept(GateHarness.offer(second, ReleaseRole.CHAMPION, NOW + 2_000));
            gate.endCheck();

            assertThat(gate.decisions()).containsExactly(new Activation(second, NOW + 2_000 + GateHarness.LEAD));
        }
    }

    @Test
    void aRestartDuringACheckBeginsItAgain() throws Exception {
        OperatorSubtaskState state;
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            state = gate.snapshot();
        }
        try (GateHarness<Activation> gate = GateHarness.restored(state, first, stores, NOW + 20_000)) {
            gate.endCheck();

            assertThat(gate.decisions()).containsExactly(new Activation(second, NOW + 20_000 + GateHarness.LEAD));
        }
    }

    @Test
    void aRestartAfterTheDecisionDecidesNothingAgain() throws Exception {
        OperatorSubtaskState state;
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            gate.promote(second);
            gate.endCheck();
            state = gate.snapshot();
        }
        Files.delete(folder.resolve("2.onnx"));
        try (GateHarness<Activation> gate = GateHarness.restored(state, third, stores, NOW + 1_000)) {
            assertThat(GateHarness.BEGUN).hasValue(0);
            assertThat(gate.decisions()).isEmpty();
            gate.at(NOW + GateHarness.LEAD);

            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .containsExactly(tuple("first", ReleaseOutcome.RETIRED));
            gate.promote(second);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::name, ReleaseStatus::outcome)
                    .endsWith(tuple("second", ReleaseOutcome.LOADED));
        }
    }

    @Test
    void whereNothingWasEverDecidedTheNetworkOfTheStartCounts() throws Exception {
        OperatorSubtaskState state;
        try (GateHarness<Activation> gate = GateHarness.opened(first, stores, NOW)) {
            state = gate.snapshot();
        }
        try (GateHarness<Activation> gate = GateHarness.restored(state, second, stores, NOW)) {
            gate.promote(second);

            assertThat(GateHarness.BEGUN).hasValue(0);
            assertThat(gate.statuses())
                    .extracting(ReleaseStatus::reason)
                    .containsExactly("serves since the start of the job");
        }
    }

    private static void assertRefused(GateHarness<Activation> gate, String reason) throws IOException {
        assertThat(gate.decisions()).isEmpty();
        assertThat(gate.statuses()).singleElement().satisfies(status -> {
            assertThat(status.outcome()).isEqualTo(ReleaseOutcome.REFUSED);
            assertThat(status.reason()).contains(reason).doesNotContain("\n");
        });
    }
}
