package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.inference.release.AssignedWindow;
import io.speecheq.inference.release.Challenge;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import io.speecheq.inference.window.AnalysisPolicy;
import io.speecheq.inference.window.EmotionWindowSerializer;
import io.speecheq.inference.window.WindowFixture;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicroBatchOperatorTest {

    private static final int NEVER_MILLIS = 1_000_000;

    @TempDir
    static Path folder;

    private static Release release;
    private static Release nextRelease;

    @BeforeAll
    static void releaseNetworks() throws ModelRefused {
        release = Release.ofFile(TinyNetwork.seeded(1).write(folder.resolve("a.onnx")));
        nextRelease = Release.ofFile(TinyNetwork.seeded(2).named("next").write(folder.resolve("b.onnx")));
    }

    @Test
    void aFullBatchLeavesAtOnceAndInOrder() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS))) {
            harness.accept(window(0), window(1));
            assertThat(harness.indices()).isEmpty();

            harness.accept(window(2));

            assertThat(harness.indices()).containsExactly(0, 1, 2);
            assertThat(harness.events()).allMatch(event -> event.getEmotion() != null);
            assertThat(harness.events()).allMatch(event -> event.getModel().equals("tiny:1"));
        }
    }

    @Test
    void aWindowWaitsNoLongerThanTheLimit() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, 20))) {
            harness.accept(window(0));
            harness.at(19);
            assertThat(harness.indices()).isEmpty();

            harness.at(20);

            assertThat(harness.indices()).containsExactly(0);
        }
    }

    @Test
    void theTimerOfAnEarlierBatchDoesNotHurryTheNext() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(2, 20))) {
            harness.accept(window(0), window(1));
            harness.at(10);
            harness.accept(window(2));
            harness.at(29);
            assertThat(harness.indices()).containsExactly(0, 1);

            harness.at(30);

            assertThat(harness.indices()).containsExactly(0, 1, 2);
        }
    }

    @Test
    void aTimerThatFindsNothingIsHarmlessAndTheNextBatchGetsItsOwn() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(2, 20))) {
            harness.accept(window(0), window(1));
            harness.at(100);
            harness.accept(window(2));

            harness.at(120);

            assertThat(harness.indices()).containsExactly(0, 1, 2);
        }
    }

    @Test
    void withoutAWaitNothingWaits() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, 0))) {
            harness.accept(window(0));

            assertThat(harness.indices()).containsExactly(0);
        }
    }

    @Test
    void nothingWaitsAtABarrierAndARestoredOperatorGoesOn() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, NEVER_MILLIS))) {
            harness.accept(window(0), window(1));
            harness.flink.prepareSnapshotPreBarrier(1);
            state = harness.flink.snapshot(1, 0);
            assertThat(harness.indices()).containsExactly(0, 1);
        }
        try (Harness restored = Harness.restored(new MicroBatchLimits(2, NEVER_MILLIS), state)) {
            restored.accept(window(2), window(3));

            assertThat(restored.indices()).containsExactly(2, 3);
        }
    }

    @Test
    void whatWaitsComesBeforeTheWatermark() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, NEVER_MILLIS))) {
            harness.accept(window(0));
            harness.flink.processWatermark(5_000);

            assertThat(harness.flink.getOutput()).hasSize(2);
            assertThat(List.copyOf(harness.flink.getOutput()).get(1)).isEqualTo(new Watermark(5_000));
        }
    }

    @Test
    void theEndOfTheInputLeavesNothingBehind() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, NEVER_MILLIS))) {
            harness.accept(window(0), window(1));
            harness.flink.endInput();

            assertThat(harness.indices()).containsExactly(0, 1);
        }
    }

    @Test
    void windowsThatAreNotScoredKeepTheirPlace() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(2, NEVER_MILLIS))) {
            harness.accept(window(0), window(0).of("call-1", "agent"), window(1).withSpeechRatio(0));
            assertThat(harness.events()).isEmpty();

            harness.accept(window(2));

            assertThat(harness.events())
                    .extracting(EmotionWindow::getChannel, EmotionWindow::getIndex, EmotionWindow::getNotAssessed)
                    .containsExactly(
                            tuple("customer", 0, null),
                            tuple("agent", 0, NotAssessed.CHANNEL_NOT_ANALYSED),
                            tuple("customer", 1, NotAssessed.NO_SPEECH),
                            tuple("customer", 2, null));
        }
    }

    @Test
    void aWindowThatIsNotScoredWaitsForNobodyBehindIt() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, NEVER_MILLIS))) {
            harness.accept(window(0).of("call-1", "agent"));

            assertThat(harness.events()).singleElement().satisfies(event -> {
                assertThat(event.getNotAssessed()).isEqualTo(NotAssessed.CHANNEL_NOT_ANALYSED);
                assertThat(event.getModel()).isNull();
            });
        }
    }

    @Test
    void aBacklogBehindOneWindowIsBounded() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(10, NEVER_MILLIS))) {
            harness.accept(window(0));
            for (int i = 0; i < 1_023; i++) {
                harness.accept(window(i).of("call-1", "agent").lasting(1_000));
            }

            assertThat(harness.events()).hasSize(1_024);
        }
    }

    @Test
    void theNetworkFailingOnOneWindowTouchesNoOther() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS))) {
            harness.accept(window(0), window(1).lasting(1_000), window(2));

            assertThat(harness.events())
                    .extracting(EmotionWindow::getIndex, EmotionWindow::getNotAssessed, EmotionWindow::getModel)
                    .containsExactly(
                            tuple(0, null, "tiny:1"),
                            tuple(1, NotAssessed.MODEL_FAILED, "tiny:1"),
                            tuple(2, null, "tiny:1"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void anEventHasTheSameBytesWhateverItWaitedWith(long seed) throws Exception {
        Random random = new Random(seed);
        List<WindowFixture> windows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            windows.add(window(i).lasting(500 + random.nextInt(2_501)));
        }

        List<byte[]> alone = bytesWith(new MicroBatchLimits(1, NEVER_MILLIS), windows);
        List<byte[]> together = bytesWith(new MicroBatchLimits(12, NEVER_MILLIS), windows);
        List<byte[]> unevenly = bytesWith(new MicroBatchLimits(5, NEVER_MILLIS), windows);

        assertThat(together).as("seed %d", seed).usingRecursiveComparison().isEqualTo(alone);
        assertThat(unevenly).as("seed %d", seed).usingRecursiveComparison().isEqualTo(alone);
    }

    @Test
    void anotherReleaseTakesOverBetweenTwoBatches() throws Exception {
        FaultyScorers.OPEN.set(0);
        try (Harness harness = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS))) {
            harness.accept(window(0), window(1));
            harness.flink.processElement(
                    new StreamRecord<>(AssignedWindow.unchallenged(window(2).build(), nextRelease)));

            assertThat(harness.indices()).containsExactly(0, 1);
            assertThat(FaultyScorers.OPEN).hasValue(2);
            harness.at(OpenScorers.KEPT_MILLIS);
            assertThat(FaultyScorers.OPEN).hasValue(1);
            harness.flink.endInput();
            assertThat(harness.events())
                    .extracting(EmotionWindow::getModel)
                    .containsExactly("tiny:1", "tiny:1", "next:1");
        }
        assertThat(FaultyScorers.OPEN).hasValue(0);
    }

    @Test
    void channelsOnBothSidesOfASwitchDoNotOpenTheirNetworksAgainAndAgain() throws Exception {
        FaultyScorers.OPEN.set(0);
        FaultyScorers.OPENINGS.set(0);
        try (Harness harness = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS))) {
            for (int i = 0; i < 10; i++) {
                harness.accept(i % 2 == 0 ? release : nextRelease, window(i));
            }
            harness.flink.endInput();

            assertThat(harness.indices()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(FaultyScorers.OPENINGS).hasValue(2);
        }
    }

    @Test
    void manySwitchesKeepTwoNetworksOpenAtMost() throws Exception {
        FaultyScorers.OPEN.set(0);
        Release third = Release.ofFile(TinyNetwork.seeded(3).named("third").write(folder.resolve("c.onnx")));
        try (Harness harness = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS))) {
            harness.accept(nextRelease, window(0));
            harness.accept(third, window(1));

            assertThat(FaultyScorers.OPEN).hasValue(2);
        }
        assertThat(FaultyScorers.OPEN).hasValue(0);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void windowsOfAReleaseThatCannotBeOpenedHereFailUntilItCan() throws Exception {
        Path file = folder.resolve("late.onnx");
        byte[] network = TinyNetwork.seeded(4).named("late").toBytes();
        Release late = new Release("late", "1", file.toUri().toString(), Release.sha256(network));
        try (Harness harness = Harness.opened(new MicroBatchLimits(1, NEVER_MILLIS))) {
            harness.accept(late, window(0));
            Files.write(file, network);
            harness.accept(late, window(1));
            // The next try comes a second after the failure, which takes its time by the machine's clock.
            harness.at(30_000);
            harness.acceptUntilScored(late);

            assertThat(harness.events().subList(0, 2))
                    .extracting(EmotionWindow::getModel, EmotionWindow::getNotAssessed)
                    .containsOnly(tuple("late:1", NotAssessed.MODEL_FAILED));
            assertThat(harness.last().getModel()).isEqualTo("late:1");
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStoreThatHangsHoldsUpNoWindowAndNoSnapshotAndNoEnd() throws Exception {
        StuckScorers store = new StuckScorers("next");
        try (Harness harness = Harness.opened(store)) {
            harness.accept(nextRelease, window(0));
            harness.accept(window(1));
            harness.accept(nextRelease, window(2));
            harness.flink.prepareSnapshotPreBarrier(1);
            harness.flink.snapshot(1, 0);

            assertThat(harness.events())
                    .extracting(EmotionWindow::getModel, EmotionWindow::getNotAssessed)
                    .containsExactly(
                            tuple("next:1", NotAssessed.MODEL_FAILED),
                            tuple("tiny:1", null),
                            tuple("next:1", NotAssessed.MODEL_FAILED));
        }
        store.awaitBegun();
        store.letOnePass();
        store.awaitClosed();
        assertThat(store.begun()).isZero();
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aNetworkThatComesLateScoresFromThenOn() throws Exception {
        StuckScorers store = new StuckScorers("next");
        try (Harness harness = Harness.opened(store)) {
            harness.accept(nextRelease, window(0));
            store.letOnePass();
            harness.acceptUntilScored(nextRelease);
            harness.accept(nextRelease, window(0));

            assertThat(harness.last().getEmotion()).isNotNull();
            assertThat(store.begun()).isEqualTo(1);
        }
        assertThat(store.closed()).isEqualTo(1);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void afterARestartAHangingStoreOfTheStartKeepsNoOtherFromServing() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(new MicroBatchLimits(1, 0))) {
            state = harness.flink.snapshot(1, 0);
        }
        StuckScorers store = new StuckScorers("tiny");
        try (Harness harness = new Harness(new MicroBatchLimits(1, 0), release, store)) {
            harness.flink.initializeState(state);
            harness.flink.open();
            harness.acceptUntilScored(nextRelease);
            harness.accept(window(0));

            assertThat(harness.last().getNotAssessed()).isEqualTo(NotAssessed.MODEL_FAILED);
        }
        store.letOnePass();
        store.awaitClosed();
    }

    @Test
    void challengedWindowsFollowTheirEventsWhichAreThoseThatTheyAreWithout() throws Exception {
        Challenge challenge = new Challenge(nextRelease, 0.5, 0);
        try (Harness plain = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS));
                Harness harness = Harness.opened(new MicroBatchLimits(3, NEVER_MILLIS))) {
            WindowFixture[] windows = {window(0), window(1), window(2).withSpeechRatio(0), window(3)};
            plain.accept(windows);
            for (WindowFixture one : windows) {
                boolean isChallenged = one != windows[1];
                harness.flink.processElement(new StreamRecord<>(
                        new AssignedWindow(one.build(), release, isChallenged ? List.of(challenge) : List.of())));
            }

            assertThat(harness.events()).hasSize(4).isEqualTo(plain.events());
            assertThat(plain.flink.getSideOutput(MicroBatchOperator.CHALLENGED)).isNull();
            assertThat(harness.flink.getSideOutput(MicroBatchOperator.CHALLENGED))
                    .extracting(record -> record.getValue().told())
                    .containsExactly(harness.events().get(0), harness.events().get(3));
        }
    }

    @Test
    void anEventCarriesTheTimeOfItsWindowsEnd() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(1, NEVER_MILLIS))) {
            harness.accept(window(2));

            assertThat(harness.flink.getRecordOutput())
                    .singleElement()
                    .extracting(StreamRecord::getTimestamp)
                    .isEqualTo(1_700_000_000_000L + 5_000);
        }
    }

    @Test
    void closingTwiceClosesTheNetworkOnce() throws Exception {
        FaultyScorers.OPEN.set(0);
        Harness harness = Harness.opened(new MicroBatchLimits(1, NEVER_MILLIS));
        assertThat(FaultyScorers.OPEN).hasValue(1);

        harness.flink.getOperator().close();
        harness.flink.getOperator().close();

        assertThat(FaultyScorers.OPEN).hasValue(0);
    }

    @Test
    void aReleaseThatIsRefusedStopsTheStart() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.onnx"), "nonsense");
        Release refused = new Release("broken", "1", broken.toUri().toString(), release.sha256());

        assertThatThrownBy(() -> Harness.opened(new MicroBatchLimits(1, 0), refused))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("broken.onnx");
    }

    @Test
    void afterARestartAReleaseOfTheStartThatIsGoneKeepsNoOtherFromServing() throws Exception {
        Release gone =
                new Release("gone", "1", folder.resolve("gone.onnx").toUri().toString(), release.sha256());
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(new MicroBatchLimits(1, 0))) {
            state = harness.flink.snapshot(1, 0);
        }
        try (Harness harness = Harness.restored(new MicroBatchLimits(1, 0), state, gone)) {
            harness.accept(nextRelease, window(0));
            harness.accept(gone, window(1));

            assertThat(harness.events())
                    .extracting(EmotionWindow::getModel, EmotionWindow::getNotAssessed)
                    .containsExactly(tuple("next:1", null), tuple("gone:1", NotAssessed.MODEL_FAILED));
        }
    }

    @Test
    void featuresOfAnotherKindNeverReachTheNetwork() throws Exception {
        try (Harness harness = Harness.opened(new MicroBatchLimits(1, NEVER_MILLIS))) {
            assertThatThrownBy(() -> harness.accept(window(0).withFingerprint("0123456789abcdef")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("0123456789abcdef");
        }
    }

    private static List<byte[]> bytesWith(MicroBatchLimits limits, List<WindowFixture> windows) throws Exception {
        SpeechEqCodec<EmotionWindow> codec = SpeechEqCodec.of(EmotionWindow.class);
        try (Harness harness = Harness.opened(limits)) {
            harness.accept(windows.toArray(WindowFixture[]::new));
            harness.flink.endInput();
            return harness.events().stream().map(codec::encode).toList();
        }
    }

    /** The operator with real networks, under Flink's test clock; the runtime fails on windows of one second. */
    private static final class Harness implements AutoCloseable {

        private static final int FRAMES_OF_A_SECOND = 98;

        final OneInputStreamOperatorTestHarness<AssignedWindow, EmotionWindow> flink;

        private Harness(MicroBatchLimits limits, Release atStart) throws Exception {
            this(limits, atStart, FaultyScorers.failingOnFrames(FRAMES_OF_A_SECOND));
        }

        private Harness(MicroBatchLimits limits, Release atStart, ScorerSource source) throws Exception {
            Duration patience = source instanceof StuckScorers ? Duration.ZERO : OpenScorers.PATIENCE;
            flink = new OneInputStreamOperatorTestHarness<>(
                    new MicroBatchOperatorFactory(atStart, source, AnalysisPolicy.standard(), limits, patience),
                    AssignedWindow.type().createSerializer(new SerializerConfigImpl()));
            flink.setup(new EmotionWindowSerializer());
        }

        static Harness opened(MicroBatchLimits limits) throws Exception {
            return opened(limits, release);
        }

        /** One window a batch; what the source keeps is not waited for. */
        static Harness opened(StuckScorers source) throws Exception {
            Harness harness = new Harness(new MicroBatchLimits(1, 0), release, source);
            harness.flink.open();
            return harness;
        }

        static Harness opened(MicroBatchLimits limits, Release atStart) throws Exception {
            Harness harness = new Harness(limits, atStart);
            harness.flink.open();
            return harness;
        }

        static Harness restored(MicroBatchLimits limits, OperatorSubtaskState state) throws Exception {
            return restored(limits, state, release);
        }

        static Harness restored(MicroBatchLimits limits, OperatorSubtaskState state, Release atStart) throws Exception {
            Harness harness = new Harness(limits, atStart);
            harness.flink.initializeState(state);
            harness.flink.open();
            return harness;
        }

        void accept(Release scoring, WindowFixture window) throws Exception {
            flink.processElement(new StreamRecord<>(AssignedWindow.unchallenged(window.build(), scoring)));
        }

        void accept(WindowFixture... windows) throws Exception {
            for (WindowFixture window : windows) {
                flink.processElement(new StreamRecord<>(AssignedWindow.unchallenged(window.build(), release)));
            }
        }

        /** The thread that opens has a last step to do, for which there is no signal. */
        void acceptUntilScored(Release scoring) throws Exception {
            accept(scoring, window(0));
            for (int index = 1; last().getEmotion() == null; index++) {
                TimeUnit.MILLISECONDS.sleep(1);
                accept(scoring, window(index));
            }
        }

        EmotionWindow last() {
            return events().get(events().size() - 1);
        }

        void at(long millis) throws Exception {
            flink.setProcessingTime(millis);
        }

        List<EmotionWindow> events() {
            return flink.extractOutputValues();
        }

        List<Integer> indices() {
            return events().stream().map(EmotionWindow::getIndex).toList();
        }

        @Override
        public void close() {
            try {
                flink.close();
            } catch (Exception e) {
                throw new AssertionError("the operator could not be closed", e);
            }
        }
    }
}
