package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.RunningJob;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.inference.release.Challenge;
import io.speecheq.inference.release.Release;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A challenger beside the champion in a running job, from the command that names it to its topic. */
class ChallengerIT {

    /** Leaves the challenger time enough to miss no window, also on a busy machine. */
    private static final double SHARE = 0.9;

    private static final int WINDOWS = 62;

    @TempDir
    private Path folder;

    @Test
    void aChallengerScoresTheChosenCallsOnItsTopicAndTheChampionTellsTheSameOfAll() throws Exception {
        ReleaseStage stage = new ReleaseStage(folder);
        List<String> callIds = List.of(firstCall(true, 0), firstCall(true, 100), firstCall(false, 0));
        List<EmotionWindow> told = new ArrayList<>();
        List<EmotionWindow> challenging = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort())) {
            Map<String, String> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
            new TopicSetup(connection).createMissing(2);
            try (RunningJob job = stage.start(broker);
                    KafkaConsumer<String, EmotionWindow> emotions =
                            ReleaseStage.committed(connection, Topics.EMOTIONS);
                    KafkaConsumer<String, EmotionWindow> challengers =
                            ReleaseStage.committed(connection, Topics.CHALLENGER_EMOTIONS)) {
                challenge(stage, broker);
                // The challenge begins with the audio of three seconds later.
                Thread.sleep(3_500);
                replay(connection, callIds, stage);
                ReleaseStage.readUntil(emotions, told, callIds.size() * 2 * WINDOWS);
                ReleaseStage.readUntil(challengers, challenging, (int) assessed(told, callIds.subList(0, 2)));
                job.throwFailure();

                stage.run(0, broker, "promote", "speecheq:0.1.9");
                assertThat(stage.said()).contains("ended  the challenge of speecheq:0.1.9", "loaded  speecheq:0.1.9");
                stage.run(0, broker, "list");
                assertThat(stage.said()).containsPattern("champion +speecheq:0.1.9 .* speecheq loaded");
            }
        }
        assertSameAsTheChampion(challenging, told, callIds);
        assertThat(texts(told, callIds.get(0))).isEqualTo(texts(told, callIds.get(2)));
    }

    private static void challenge(ReleaseStage stage, EmbeddedBroker broker) throws Exception {
        stage.run(0, broker, "publish", stage.network("0.1.0"), "--store", stage.store("models"), "--promote");
        stage.run(0, broker, "publish", stage.network("0.1.9"), "--store", stage.store("models"));
        stage.run(1, broker, "challenge", "speecheq:0.1.0");
        assertThat(stage.said()).contains("speecheq:0.1.0 is the champion, and cannot challenge itself");
        stage.run(0, broker, "challenge", "speecheq:0.1.9", "--share", "" + SHARE);
        assertThat(stage.said()).contains("loaded  speecheq:0.1.9", "scores beside the champion on 90 % of calls");
        stage.run(0, broker, "list");
        assertThat(stage.said()).containsPattern("challenger 90 % +speecheq:0.1.9");
    }

    private static String firstCall(boolean isChosen, int from) {
        Challenge challenge = new Challenge(new Release("n", "1", "file:///n", "0".repeat(64)), SHARE, 0);
        return IntStream.range(from, 1_000)
                .mapToObj(i -> "call-" + i)
                .filter(call -> challenge.takes(call) == isChosen)
                .findFirst()
                .orElseThrow();
    }

    private static void replay(Map<String, String> connection, List<String> callIds, ReleaseStage stage)
            throws Exception {
        ReplayOptions options =
                new ReplayOptions(ChannelNames.standard(), 6, Duration.ZERO, Optional.empty(), Map.of());
        List<RecordedCall> calls = new ArrayList<>();
        for (String callId : callIds) {
            calls.add(stage.call(callId));
        }
        try (AudioPublisher publisher = AudioPublisher.open(connection, Topics.AUDIO.name());
                CallReplays replays = new CallReplays(options, publisher, ReplayProgress.unseen(), problem -> {})) {
            assertThat(replays.start(calls).get()).isZero();
        }
    }

    private static long assessed(List<EmotionWindow> told, List<String> callIds) {
        return told.stream()
                .filter(window -> callIds.contains(window.getCallId()) && window.getEmotion() != null)
                .count();
    }

    /** Both networks have the same weights: what they tell differs in their name alone. */
    private static void assertSameAsTheChampion(
            List<EmotionWindow> challenging, List<EmotionWindow> told, List<String> callIds) {
        Set<String> chosen = challenging.stream().map(EmotionWindow::getCallId).collect(Collectors.toSet());
        assertThat(chosen).containsExactlyInAnyOrderElementsOf(callIds.subList(0, 2));
        Set<String> expected = told.stream()
                .filter(window -> chosen.contains(window.getCallId()) && window.getEmotion() != null)
                .map(window -> EmotionWindow.newBuilder(window)
                        .setModel("speecheq:0.1.9")
                        .build()
                        .toString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(challenging).hasSameSizeAs(expected);
        assertThat(challenging.stream().map(EmotionWindow::toString)).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** What was told of a call, without its name: all calls are the same recording. */
    private static List<String> texts(List<EmotionWindow> told, String callId) {
        return told.stream()
                .filter(window -> window.getCallId().equals(callId))
                .map(window ->
                        EmotionWindow.newBuilder(window).setCallId("").build().toString())
                .sorted()
                .toList();
    }
}
