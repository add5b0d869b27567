package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.release.ReleaseBook;
import io.speecheq.app.release.Releases;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on releases, against a broker and a job that runs, with audio coming in. */
class ReleasesIT {

    private static final int WINDOWS = 62;

    @TempDir
    private Path folder;

    private ReleaseStage stage = new ReleaseStage(Path.of(""));

    @BeforeEach
    void setTheStage() {
        stage = new ReleaseStage(folder);
    }

    @Test
    void aRunningJobSwitchesOnceInEveryChannelAndLosesNothingAlsoOverARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            List<RecordedCall> calls = List.of(stage.call("first"), stage.call("second"));
            ReplayOptions replay =
                    new ReplayOptions(ChannelNames.standard(), 2, Duration.ZERO, Optional.empty(), Map.of());
            List<EmotionWindow> told = new ArrayList<>();
            try (AudioPublisher publisher = AudioPublisher.open(connection, Topics.AUDIO.name());
                    CallReplays replays = new CallReplays(replay, publisher, ReplayProgress.unseen(), problem -> {});
                    KafkaConsumer<String, EmotionWindow> committed =
                            ReleaseStage.committed(connection, Topics.EMOTIONS)) {
                CompletableFuture<Integer> replayed;
                try (RunningJob first = stage.start(broker)) {
                    stage.run(
                            0,
                            broker,
                            "publish",
                            stage.network("0.1.0"),
                            "--store",
                            stage.store("models"),
                            "--promote");
                    assertThat(stage.said()).contains("loaded  speecheq:0.1.0", "serves since the start of the job");
                    stage.run(0, broker, "publish", stage.network("0.1.9"), "--store", stage.store("models"));
                    replayed = replays.start(calls);
                    ReleaseStage.readUntil(committed, told, 8);
                    stage.run(0, broker, "promote", "speecheq:0.1.9");
                    assertThat(stage.said()).contains("loaded  speecheq:0.1.9", "serves audio of ");
                    // A checkpoint or two; the switch itself falls into the restart.
                    Thread.sleep(1_500);
                    first.throwFailure();
                }
                try (RunningJob second = stage.start(broker)) {
                    refuseWhatIsWrong(broker);
                    assertThat(replayed.get()).isZero();
                    ReleaseStage.readUntil(committed, told, calls.size() * 2 * WINDOWS);
                    second.throwFailure();
                    stage.run(0, broker, "rollback");
                    assertThat(stage.said()).contains("loaded  speecheq:0.1.0");
                    stage.run(0, broker, "list");
                    assertThat(stage.said()).contains("champion  speecheq:0.1.0", "speecheq refused");
                    stage.run(0, broker, "promote", "speecheq:0.1.7", "--no-wait");
                    stage.run(1, broker, "promote", "speecheq:0.1.7");
                    stage.run(0, broker, "list");
                    assertThat(stage.said()).contains("champion  speecheq:0.1.0");
                }
            }
            for (RecordedCall call : calls) {
                assertEveryWindowOnce(told, call.callId(), "agent");
                List<EmotionWindow> customer = assertEveryWindowOnce(told, call.callId(), "customer");
                assertOneSwitch(customer);
            }
        }
    }

    /** While the job serves on: a damaged file, and one outside its stores. */
    private void refuseWhatIsWrong(EmbeddedBroker broker) throws IOException {
        stage.run(0, broker, "publish", stage.network("0.1.8"), "--store", stage.store("models"));
        String uri = stage.said()
                .lines()
                .filter(line -> line.startsWith("published"))
                .map(line -> line.replaceAll(".*\\s", ""))
                .findFirst()
                .orElseThrow();
        Path damaged = Path.of(java.net.URI.create(uri));
        Files.write(damaged, new byte[] {1, 2, 3});
        stage.run(1, broker, "promote", "speecheq:0.1.8");
        assertThat(stage.said()).contains("refused  speecheq:0.1.8", "has SHA-256");
        stage.run(1, broker, "publish", stage.network("0.1.7"), "--store", stage.store("elsewhere"), "--promote");
        assertThat(stage.said()).contains("refused  speecheq:0.1.7", "lies in none of the job's --stores");
    }

    private static List<EmotionWindow> assertEveryWindowOnce(List<EmotionWindow> told, String callId, String channel) {
        List<EmotionWindow> windows = told.stream()
                .filter(window ->
                        window.getCallId().equals(callId) && window.getChannel().equals(channel))
                .toList();
        assertThat(windows)
                .extracting(EmotionWindow::getIndex)
                .containsExactlyElementsOf(IntStream.range(0, WINDOWS).boxed().toList());
        return windows;
    }

    private static void assertOneSwitch(List<EmotionWindow> windows) {
        List<String> models = windows.stream()
                .map(EmotionWindow::getModel)
                .filter(Objects::nonNull)
                .toList();
        List<String> changes = new ArrayList<>();
        for (String model : models) {
            if (changes.isEmpty() || !changes.get(changes.size() - 1).equals(model)) {
                changes.add(model);
            }
        }
        assertThat(changes).containsExactly("speecheq:0.1.0", "speecheq:0.1.9");
    }

    @Test
    void releasesAreKeptAndGivenTheirRolesWithoutAnyJob() throws Exception {
        // As in a process that has met no record yet.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT);
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            stage.run(0, broker, "list");
            assertThat(stage.said()).contains("No release was published yet");
            stage.run(1, broker, "rollback");
            assertThat(stage.said()).contains("no release was promoted yet");
            stage.run(0, broker, "publish", stage.network("0.1.0"), "--store", stage.store("models"));
            stage.run(0, broker, "publish", stage.network("0.1.0"), "--store", stage.store("models"));
            try (Stream<Path> files = Files.list(folder.resolve("models"))) {
                assertThat(files).singleElement().asString().matches(".*/[0-9a-f]{64}\\.onnx");
            }
            stage.run(1, broker, "publish", stage.otherBytes("0.1.0"), "--store", stage.store("models"));
            assertThat(stage.said()).contains("speecheq:0.1.0 is published already, with other bytes");
            stage.run(1, broker, "promote", "speecheq:9");
            assertThat(stage.said()).contains("there is no release speecheq:9; there are speecheq:0.1.0");

            stage.run(1, broker, "promote", "speecheq:0.1.0", "--timeout", "1s");
            assertThat(stage.said()).contains("no job has answered within 1 s");
            stage.run(
                    0,
                    broker,
                    "publish",
                    stage.network("0.1.9"),
                    "--store",
                    stage.store("models"),
                    "--promote",
                    "--no-wait");
            stage.run(0, broker, "challenge", "speecheq:0.1.0", "--share", "0.25", "--no-wait");
            stage.run(0, broker, "list");
            assertThat(stage.said())
                    .containsPattern("champion +speecheq:0.1.9")
                    .containsPattern("challenger 25 % +speecheq:0.1.0");
            stage.run(0, broker, "challenge", "--stop");
            assertThat(stage.said()).contains("ended  the challenge of speecheq:0.1.0");
            stage.run(0, broker, "rollback", "--no-wait");
            stage.run(0, broker, "show", "speecheq:0.1.0");
            assertThat(stage.said()).contains("role     champion", "# speecheq 0.1.0");
        }
    }

    @Test
    void aRefusedReleaseThatHadItsRoleAlreadyLeavesItToTheOneBefore() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(1);
            for (String version : List.of("0.1.0", "0.1.8", "0.1.9")) {
                stage.run(0, broker, "publish", stage.network(version), "--store", stage.store("models"));
            }
            Releases releases = new Releases(connection, Clock.systemUTC());
            releases.promote("speecheq:0.1.0");
            releases.promote("speecheq:0.1.9");
            releases.takeBack("speecheq:0.1.9", releases.promote("speecheq:0.1.9"));
            releases.challenge("speecheq:0.1.8", 0.1);
            releases.takeBackChallenge("speecheq:0.1.8", releases.challenge("speecheq:0.1.8", 0.2));

            assertThat(releases.book().champion().map(ReleaseBook::title)).contains("speecheq:0.1.0");
            assertThat(releases.book().challenger()).isEmpty();
        }
    }

    @Test
    void aChampionThatAJobTookStaysItWhereAnotherJobRefusesItWhenPromotedAgain() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(1);
            for (String version : List.of("0.1.0", "0.1.9")) {
                stage.run(0, broker, "publish", stage.network(version), "--store", stage.store("models"));
            }
            Releases releases = new Releases(connection, Clock.systemUTC());
            releases.promote("speecheq:0.1.0");
            releases.promote("speecheq:0.1.9");
            ReleaseStage.tellLoaded(connection, releases.book().champion().orElseThrow());
            releases.takeBack("speecheq:0.1.9", releases.promote("speecheq:0.1.9"));

            assertThat(releases.book().champion().map(ReleaseBook::title)).contains("speecheq:0.1.9");
            assertThat(ReleaseBook.title(releases.former())).isEqualTo("speecheq:0.1.0");
        }
    }

    @Test
    void aChampionOfSoLongAgoThatNobodyKnowsWhoTookItStaysItToo() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(1);
            for (String version : List.of("0.1.0", "0.1.9")) {
                stage.run(0, broker, "publish", stage.network(version), "--store", stage.store("models"));
            }
            Releases before = new Releases(connection, Clock.offset(Clock.systemUTC(), Duration.ofDays(-31)));
            before.promote("speecheq:0.1.0");
            before.promote("speecheq:0.1.9");
            Releases releases = new Releases(connection, Clock.systemUTC());
            releases.takeBack("speecheq:0.1.9", releases.promote("speecheq:0.1.9"));

            assertThat(releases.book().champion().map(ReleaseBook::title)).contains("speecheq:0.1.9");
        }
    }
}
