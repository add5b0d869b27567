package io.speecheq.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.alerts.RulesInForce;
import io.speecheq.app.analysis.CallReport;
import io.speecheq.app.analysis.ChannelReport;
import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.analysis.RecordingAnalysis;
import io.speecheq.app.job.AudioEnds;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.OperatorOptions;
import io.speecheq.app.job.TestNetwork;
import io.speecheq.app.lifetime.Lifetime;
import io.speecheq.app.replay.CallReplays;
import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.app.replay.KnownCalls;
import io.speecheq.inference.release.Release;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkFaults;
import io.speecheq.ingest.publish.AudioPublisher;
import io.speecheq.ingest.recording.CallNames;
import io.speecheq.ingest.replay.ReplayProgress;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.TrajectoryStatus;
import io.speecheq.schemas.topic.Topics;
import io.speecheq.sinks.alert.RulesFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The sample through everything a live call needs: a real broker, the job on a mini cluster, the dashboard. One stage for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCallsIT {

    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Path SAMPLE = HOME.resolve("samples/billing-call.flac");

    private final Lifetime lifetime = Lifetime.ofPart();
    private Stage stage;
    private CallReport analysed;

    @BeforeAll
    void setTheStage(@TempDir Path data) throws Exception {
        JobConfiguration job =
                JobConfiguration.of(Map.of("model", TestNetwork.file(HOME).toString(), "parallelism", "2"));
        ReplayOptions replay = new ReplayOptions(ChannelNames.standard(), 0, Duration.ZERO, Optional.empty(), Map.of());
        stage = Stage.set(
                new DemoOptions(Optional.empty(), Optional.of(data), Optional.of(0), job, replay, Map.of(), true),
                lifetime);
        Release release = stage.job().release();
        analysed = new RecordingAnalysis(release, OperatorOptions.standard(), 2)
                .run(List.of(call("analysed")), (callId, channel, millis) -> {})
                .calls()
                .get(0);
    }

    @AfterAll
    void clearTheStage() {
        lifetime.close();
    }

    @Test
    void everyWindowOfALiveCallIsToldOnceAndAsTheAnalysisTellsIt() throws Exception {
        Told told = replay(call("plain"), Optional.empty());

        assertSameAsAnalysed(told);
        assertThat(told.windows("agent"))
                .allSatisfy(window -> assertThat(window.getNotAssessed()).isEqualTo(NotAssessed.CHANNEL_NOT_ANALYSED));
        assertThat(told.windows("customer"))
                .anySatisfy(window -> assertThat(window.getEmotion()).isNotNull());
    }

    @Test
    void shufflingDoublingAndDelayingChunksChangesNothing() throws Exception {
        ChunkFaults faults = ChunkFaults.seeded(42).duplicate(0.1).reorder(5).delay(0.05, 15);

        assertSameAsAnalysed(replay(call("shuffled"), Optional.of(faults)));
    }

    @Test
    void lostChunksLeaveNoWindowOut() throws Exception {
        Told told = replay(call("holed"), Optional.of(ChunkFaults.seeded(6).drop(0.03)));

        for (ChannelReport channel : analysed.channels()) {
            assertThat(told.windows(channel.channel())).hasSameSizeAs(channel.windows());
            assertThat(told.trajectory(channel.channel()).getDurations().getLostMillis())
                    .isBetween(500L, 5_000L);
        }
    }

    @Test
    void rulesThatArePublishedAreFollowedWithoutARestart() throws Exception {
        RulesInForce rules = new RulesInForce(connection(), Clock.systemUTC());
        AlertRules published = rules.publish("rules:\n  - {name: pause, channel: any, when: silence, at-least: 2}\n");
        try {
            List<EmotionAlert> alerts = List.of();
            for (int i = 0; i < 30 && alerts.isEmpty(); i++) {
                alerts = replay(call("watched-" + i), Optional.empty()).alerts();
            }

            assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
                assertThat(alert.getRule()).isEqualTo("pause");
                assertThat(alert.getRules()).isEqualTo(published.getSha256());
            });
            assertThat(rules.newest()).contains(published);
        } finally {
            rules.publish(RulesFile.usualText());
        }
    }

    @Test
    void theDashboardShowsTheCall() throws Exception {
        replay(call("shown"), Optional.empty());

        assertThat(eventually(stage.dashboard().address().resolve("/api/calls"), "\"shown\""))
                .contains("\"shown\"");
    }

    @Test
    void aRecordingThatIsReplayedAgainIsAnotherCall() throws Exception {
        replay(call("billing-call"), Optional.empty());

        KnownCalls known = KnownCalls.at(connection());

        assertThat(known.newId(SAMPLE, new CallNames(""))).isEqualTo("billing-call-2");
    }

    @Test
    void aDemoOnTheKafkaOfOthersLeavesTheirAudioAlone() throws Exception {
        replay(call("theirs"), Optional.empty());
        AudioEnds.at(connection()).keepFor("another-demo");

        try (Admin admin = Admin.create(Map.<String, Object>copyOf(connection()))) {
            Map<TopicPartition, OffsetAndMetadata> kept = admin.listConsumerGroupOffsets("another-demo")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            kept.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
            assertThat(kept).hasSize(4);
            assertThat(kept.values()).anySatisfy(end -> assertThat(end.offset()).isPositive());
            admin.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, end) ->
                            assertThat(kept).containsEntry(partition, new OffsetAndMetadata(end.offset())));
        }
    }

    private void assertSameAsAnalysed(Told told) {
        for (ChannelReport channel : analysed.channels()) {
            List<EmotionWindow> windows = told.windows(channel.channel());
            windows.forEach(window -> window.setCallId("analysed"));
            CallTrajectory trajectory = told.trajectory(channel.channel());
            trajectory.setCallId("analysed");
            trajectory.setRevision(channel.trajectory().getRevision());

            assertThat(windows).isEqualTo(channel.windows());
            assertThat(trajectory).isEqualTo(channel.trajectory());
            assertThat(trajectory.getStatus()).isEqualTo(TrajectoryStatus.COMPLETED);
        }
        CallSummary call = told.call();
        call.setCallId("analysed");
        assertThat(call).isEqualTo(analysed.call());
        told.alerts().forEach(alert -> alert.setCallId("analysed"));
        assertThat(told.alerts()).containsExactlyInAnyOrderElementsOf(analysed.alerts());
    }

    /** What the job told of one call. */
    private record Told(
            List<EmotionWindow> windows,
            List<CallTrajectory> trajectories,
            CallSummary call,
            List<EmotionAlert> alerts) {

        List<EmotionWindow> windows(String channel) {
            return windows.stream()
                    .filter(window -> window.getChannel().equals(channel))
                    .sorted(Comparator.comparingInt(EmotionWindow::getIndex))
                    .toList();
        }

        CallTrajectory trajectory(String channel) {
            return trajectories.stream()
                    .filter(trajectory -> trajectory.getChannel().equals(channel))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Told replay(RecordedCall call, Optional<ChunkFaults> faults) throws Exception {
        ReplayOptions options = new ReplayOptions(ChannelNames.standard(), 0, Duration.ZERO, faults, Map.of());
        List<EmotionWindow> windows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<EmotionAlert> alerts = new CopyOnWriteArrayList<>();
        LiveEvents.Listener listener = new LiveEvents.Listener() {
            @Override
            public void accept(EmotionWindow window) {
                windows.add(window);
            }

            @Override
            public void accept(EmotionAlert alert) {
                alerts.add(alert);
            }
        };
        try (LiveEvents events = LiveEvents.of(connection(), List.of(call), listener);
                AudioPublisher publisher = AudioPublisher.open(connection(), Topics.AUDIO.name());
                CallReplays replays = new CallReplays(options, publisher, ReplayProgress.unseen(), problems::add)) {
            assertThat(replays.start(List.of(call)).get(1, TimeUnit.MINUTES)).isZero();
            LiveEvents.EndedCall ended =
                    events.finished().get(2, TimeUnit.MINUTES).get(0);
            for (int i = 0; i < 600 && alerts.size() < analysed.alerts().size(); i++) {
                Thread.sleep(50);
            }
            assertThat(problems).isEmpty();
            return new Told(windows, ended.trajectories(), ended.call(), alerts);
        }
    }

    private Map<String, String> connection() {
        return Map.of("bootstrap.servers", stage.bootstrapServers());
    }

    private static RecordedCall call(String callId) throws IOException {
        return RecordedCall.of(SAMPLE, callId, Instant.EPOCH, ChannelNames.standard());
    }

    /** Kafka Streams shows a record soon after it was written: asks until it does, or a minute has gone by. */
    private static String eventually(URI uri, String expected) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Instant deadline = Instant.now().plusSeconds(60);
        String body = "";
        while (!body.contains(expected) && Instant.now().isBefore(deadline)) {
            body = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
        return body;
    }
}
