package io.speecheq.inference.release;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignReleasesTest {

    private static final Release START = ReleaseScheduleTest.release(0);
    private static final Release OTHER_START = ReleaseScheduleTest.release(99);

    /** What reaches the step, in the order in which it does. */
    private record Arrival(long arrivesMillis, Activation activation, FeatureWindow window, boolean isActivation) {}

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderOfArrivalAndAnyRestartGiveTheSameAssignment(int seed) throws Exception {
        Random random = new Random(seed);
        List<Activation> decided = new ArrayList<>();
        ReleaseSchedule schedule = ReleaseSchedule.always(START);
        for (int i = 1; i <= 5; i++) {
            decided.add(new Activation(ReleaseScheduleTest.release(i), 1_000L * i + random.nextInt(500)));
            schedule = schedule.with(decided.get(i - 1));
        }
        List<Arrival> arrivals = arrivals(random, decided);
        int restart = random.nextInt(arrivals.size());
        int replayFrom = random.nextInt(restart + 1);

        List<AssignedWindow> assigned = new ArrayList<>();
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(START)) {
            harness.accept(arrivals.subList(0, replayFrom));
            state = harness.flink.snapshot(1, 1);
            harness.accept(arrivals.subList(replayFrom, restart));
            assigned.addAll(harness.flink.extractOutputValues());
        }
        // The audio after the checkpoint comes again; so do decisions, if the gate made them after it.
        boolean isDecided = arrivals.subList(0, replayFrom).stream().anyMatch(Arrival::isActivation);
        try (Harness harness = Harness.restored(state, isDecided ? OTHER_START : START)) {
            harness.accept(arrivals.subList(replayFrom, arrivals.size()));
            assigned.addAll(harness.flink.extractOutputValues());
        }

        assertThat(assigned).hasSizeGreaterThanOrEqualTo(200);
        for (AssignedWindow one : assigned) {
            assertThat(one.release())
                    .as("seed %d, audio of %d", seed, one.window().audioMillis())
                    .isEqualTo(schedule.at(one.window().audioMillis()));
        }
    }

    /** Audio comes when it is stamped or up to three seconds later, a decision a lead before the audio that it is about. */
    private static List<Arrival> arrivals(Random random, List<Activation> decided) {
        FeatureWindow any = window(0).lasting(500).build();
        List<Arrival> arrivals = new ArrayList<>();
        for (Activation activation : decided) {
            arrivals.add(new Arrival(activation.fromMillis() - 1 - random.nextInt(400), activation, any, true));
        }
        for (int i = 0; i < 200; i++) {
            long stamped = random.nextInt(7_000);
            arrivals.add(
                    new Arrival(stamped + random.nextInt(3_000), decided.get(0), any.withAudioMillis(stamped), false));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::arrivesMillis));
        return arrivals;
    }

    @Test
    void withoutADecisionTheReleaseOfTheStartScoresAlsoAfterARestartWithAnother() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(START)) {
            state = harness.flink.snapshot(1, 1);
        }
        try (Harness harness = Harness.restored(state, OTHER_START)) {
            harness.flink.processElement(
                    new StreamRecord<>(window(0).lasting(500).build()));

            assertThat(harness.flink.extractOutputValues())
                    .extracting(AssignedWindow::release)
                    .containsExactly(OTHER_START);
        }
    }

    @Test
    void afterARestartTheReleaseInServiceIsOpenedWithTheFirstWindow() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(START)) {
            harness.flink.processBroadcastElement(
                    new StreamRecord<>(Either.Left(new Activation(ReleaseScheduleTest.release(3), 5_000))));
            state = harness.flink.snapshot(1, 1);
        }
        Harness.OPENED.clear();
        // Closing waits for what is being opened.
        try (Harness harness = Harness.restored(state, START)) {
            harness.flink.processElement(
                    new StreamRecord<>(window(0).lasting(500).build()));
        }

        assertThat(Harness.OPENED).containsExactly(ReleaseScheduleTest.release(3));
    }

    @Test
    void aChallengeTakesTheWindowsOfItsCallsFromItsBeginningOnAlsoAfterARestart() throws Exception {
        Challenge challenge = new Challenge(ReleaseScheduleTest.release(5), 0.5, 2_000);
        OperatorSubtaskState state;
        try (Harness harness = Harness.opened(START)) {
            harness.flink.processBroadcastElement(new StreamRecord<>(Either.Right(challenge)));
            state = harness.flink.snapshot(1, 1);
        }
        try (Harness harness = Harness.restored(state, START)) {
            for (int call = 0; call < 50; call++) {
                for (long millis : List.of(1_999L, 2_000L)) {
                    harness.flink.processElement(new StreamRecord<>(window(0)
                            .lasting(500)
                            .of("call-" + call, "customer")
                            .at(millis)
                            .build()));
                }
            }

            assertThat(harness.flink.extractOutputValues()).hasSize(100).allSatisfy(assigned -> {
                FeatureWindow window = assigned.window();
                boolean isChallenged = window.audioMillis() == 2_000 && challenge.takes(window.callId());
                assertThat(assigned.challenges()).isEqualTo(isChallenged ? List.of(challenge) : List.of());
                assertThat(assigned.release()).isEqualTo(START);
            });
        }
    }

    private static final class Harness implements AutoCloseable {

        /** Static, as Flink may copy a source by serialization. */
        static final List<Release> OPENED = Collections.synchronizedList(new ArrayList<>());

        final BroadcastOperatorTestHarness<FeatureWindow, Either<Activation, Challenge>, AssignedWindow> flink;

        private Harness(Release atStart) throws Exception {
            AssignReleases assign = new AssignReleases(atStart, release -> {
                OPENED.add(release);
                throw new IOException("there is no file system here");
            });
            flink = new BroadcastOperatorTestHarness<>(
                    new CoBroadcastWithNonKeyedOperator<>(assign, List.of(AssignReleases.STATE)), 1, 1, 0);
            flink.setup();
        }

        static Harness opened(Release atStart) throws Exception {
            Harness harness = new Harness(atStart);
            harness.flink.open();
            return harness;
        }

        static Harness restored(OperatorSubtaskState state, Release atStart) throws Exception {
            Harness harness = new Harness(atStart);
            harness.flink.initializeState(state);
            harness.flink.open();
            return harness;
        }

        void accept(List<Arrival> arrivals) throws Exception {
            for (Arrival arrival : arrivals) {
                if (arrival.isActivation()) {
                    flink.processBroadcastElement(new StreamRecord<>(Either.Left(arrival.activation())));
                } else {
                    flink.processElement(new StreamRecord<>(arrival.window()));
                }
            }
        }

        @Override
        public void close() throws IOException {
            try {
                flink.close();
            } catch (Exception e) {
                throw new IOException("the harness did not close", e);
            }
        }
    }
}
