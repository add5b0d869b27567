package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.Scorer;
import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.inference.release.AssignedWindow;
import io.speecheq.inference.release.Challenge;
import io.speecheq.inference.release.Release;
import io.speecheq.inference.release.ScorerSource;
import io.speecheq.inference.window.EmotionWindowSerializer;
import io.speecheq.inference.window.EmotionWindows;
import io.speecheq.inference.window.WindowFixture;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChallengeOperatorTest {

    private static final int FRAMES_OF_A_SECOND = 98;

    @TempDir
    static Path folder;

    private static Release champion;
    private static Release challenger;
    private static Challenge challenge;

    @BeforeAll
    static void releaseNetworks() throws ModelRefused {
        champion = Release.ofFile(TinyNetwork.seeded(1).write(folder.resolve("a.onnx")));
        challenger = Release.ofFile(TinyNetwork.seeded(2).named("challenger").write(folder.resolve("b.onnx")));
        challenge = new Challenge(challenger, 1, 0);
    }

    @Test
    void everyWindowGetsTheEventThatTheChallengerAsChampionWouldGive() throws Exception {
        try (Harness harness = Harness.opened()) {
            HeldScorers.WINDOWS.release(5);
            harness.accept(0, 5);
            harness.awaitMails(5);

            assertThat(harness.events())
                    .isEqualTo(IntStream.range(0, 5)
                            .mapToObj(i -> told(window(i).build(), challenger))
                            .toList());
        }
    }

    @Test
    void aChallengerThatIsTooSlowHoldsNothingUpAndMissesWhatFindsNoPlace() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.accept(0, 1);
            HeldScorers.awaitBegin();
            // One is being scored; so many find a place, and seven do not.
            harness.accept(1, 1 + ChallengerThread.MOST_WAITING + 7);
            harness.flink.prepareSnapshotPreBarrier(1);
            harness.flink.snapshot(1, 0);
            assertThat(harness.events()).isEmpty();

            HeldScorers.WINDOWS.release(1_000);
            harness.awaitMails(1 + ChallengerThread.MOST_WAITING);

            assertThat(harness.events())
                    .extracting(EmotionWindow::getIndex)
                    .containsExactlyElementsOf(IntStream.range(0, 1 + ChallengerThread.MOST_WAITING)
                            .boxed()
                            .toList());
        }
    }

    @Test
    void aChallengerThatThrowsCostsItsWindowAlone() throws Exception {
        try (Harness harness = Harness.opened()) {
            HeldScorers.WINDOWS.release(3);
            harness.accept(window(0));
            harness.accept(window(1).lasting(1_000));
            harness.accept(window(2));
            harness.awaitMails(3);

            assertThat(harness.events())
                    .extracting(EmotionWindow::getIndex, EmotionWindow::getNotAssessed, EmotionWindow::getModel)
                    .containsExactly(
                            tuple(0, null, "challenger:1"),
                            tuple(1, NotAssessed.MODEL_FAILED, "challenger:1"),
                            tuple(2, null, "challenger:1"));
        }
    }

    @Test
    void anErrorOfTheChallengerFailsTheTaskInsteadOfEndingItsThreadInSilence() throws Exception {
        try (Harness harness = Harness.opened()) {
            HeldScorers.WINDOWS.release();
            harness.accept(window(0).lasting(2_000));

            assertThatThrownBy(() -> harness.awaitMails(1))
                    .hasMessage("the challenger's thread has ended")
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void nothingFollowsTheEndOfTheInput() throws Exception {
        try (Harness harness = Harness.opened()) {
            harness.accept(0, 1);
            HeldScorers.awaitBegin();
            harness.flink.endInput();
            HeldScorers.WINDOWS.release();
            harness.awaitMails(1);

            assertThat(harness.events()).isEmpty();
        }
    }

    @Test
    void withoutAChallengedWindowNothingIsOpenedAndClosingGivesUpWhatWas() throws Exception {
        try (Harness harness = Harness.opened()) {
            assertThat(HeldScorers.OPEN).hasValue(0);
            HeldScorers.WINDOWS.release();
            harness.accept(0, 1);
            harness.awaitMails(1);
            assertThat(HeldScorers.OPEN).hasValue(1);
        }
        assertThat(HeldScorers.OPEN).hasValue(0);
    }

    @Test
    void whatIsChallengedComesBackFromItsBytes() throws Exception {
        ChallengedWindow challenged = new ChallengedWindow(
                window(3).build(), challenge, told(window(3).build(), champion));
        AssignedWindow assigned = new AssignedWindow(window(3).build(), champion, List.of(challenge));

        assertThat(throughBytes(challenged, ChallengedWindow.type())).isEqualTo(challenged);
        assertThat(throughBytes(assigned, AssignedWindow.type())).isEqualTo(assigned);
    }

    private static <T> T throughBytes(T value, TypeInformation<T> type) throws Exception {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer bytes = new DataOutputSerializer(64);
        serializer.serialize(value, bytes);
        return serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    }

    private static EmotionWindow told(FeatureWindow window, Release release) {
        try (Scorer scorer = ScorerSource.sharedInProcess(Device.cpu()).open(release)) {
            return EmotionWindows.scored(
                    window, scorer.score(List.of(window.frames())).get(0), scorer.release());
        } catch (Exception e) {
            throw new AssertionError("the network cannot be opened", e);
        }
    }

    private static final class Harness implements AutoCloseable {

        final OneInputStreamOperatorTestHarness<ChallengedWindow, EmotionWindow> flink;

        private Harness() throws Exception {
            flink = new OneInputStreamOperatorTestHarness<>(
                    new ChallengeOperatorFactory(new HeldScorers(FRAMES_OF_A_SECOND)));
            flink.setup(new EmotionWindowSerializer());
        }

        static Harness opened() throws Exception {
            Harness harness = new Harness();
            harness.flink.open();
            return harness;
        }

        void accept(int from, int to) throws Exception {
            for (int i = from; i < to; i++) {
                accept(window(i));
            }
        }

        void accept(WindowFixture fixture) throws Exception {
            FeatureWindow window = fixture.build();
            flink.processElement(new StreamRecord<>(new ChallengedWindow(window, challenge, told(window, champion))));
        }

        /** Lets the task take what the challenger's thread sends it, until so many events have come. */
        void awaitMails(int count) throws Exception {
            long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int taken = 0;
            while (taken < count && System.nanoTime() < deadlineNanos) {
                var mail = flink.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
                if (mail.isPresent()) {
                    mail.get().run();
                    taken++;
                } else {
                    Thread.sleep(1);
                }
            }
            assertThat(taken).as("events from the challenger").isEqualTo(count);
        }

        List<EmotionWindow> events() {
            return flink.extractOutputValues();
        }

        @Override
        public void close() {
            HeldScorers.WINDOWS.release(1_000);
            try {
                flink.close();
            } catch (Exception e) {
                throw new AssertionError("the operator could not be closed", e);
            }
        }
    }
}
