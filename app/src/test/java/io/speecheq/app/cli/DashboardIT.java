package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.TopicSetup;
import io.speecheq.dashboard.process.Dashboard;
import io.speecheq.dashboard.process.DashboardConfig;
import io.speecheq.dashboard.process.Listening;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards over a real broker: two that share the calls, and a browser that looks at one. */
class DashboardIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int CALLS = 16;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void startTheBroker() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), EmbeddedBroker.freePort());
        new TopicSetup(Map.of("bootstrap.servers", broker.bootstrapServers())).createMissing(4);
    }

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    @Test
    void twoInstancesShareTheCallsAndEachTellsOfAll() throws Exception {
        for (int call = 0; call < CALLS; call++) {
            publish("call-" + call, 0);
        }
        try (Dashboard one = dashboard("one", true)) {
            try (Dashboard two = dashboard("two", true)) {
                await(() -> shares(one, two).stream().allMatch(share -> share > 0 && share < CALLS)
                        && calls(one, "/api/calls").size() == CALLS
                        && calls(two, "/api/calls").size() == CALLS);
                assertThat(shares(one, two).stream().mapToInt(share -> share).sum())
                        .isEqualTo(CALLS);
                for (int call = 0; call < CALLS; call++) {
                    for (Dashboard asked : List.of(one, two)) {
                        JsonNode windows = json(asked, "/api/calls/call-" + call + "/windows");
                        assertThat(windows.at("/channels/0/windows/0/index").isInt())
                                .isTrue();
                    }
                }
            }
            await(() -> calls(one, "/api/calls?share=own").size() == CALLS);
            assertThat(json(one, "/api/calls").has("unanswered")).isFalse();
        }
    }

    @Test
    void changelogsAreCompactedWhileTheyAreWritten() throws Exception {
        List<ConfigResource> changelogs = Stream.of("live-calls", "live-trajectories", "live-windows", "live-stories")
                .map(store -> new ConfigResource(ConfigResource.Type.TOPIC, "dashboard-it-" + store + "-changelog"))
                .toList();
        try (Dashboard dashboard = dashboard("one", false);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await(() -> json(dashboard, "/api/calls").has("calls"));

            assertThat(admin.describeConfigs(changelogs).all().get().values())
                    .hasSize(4)
                    .allSatisfy(config -> {
                        assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
                        assertThat(config.get("segment.bytes").value()).isEqualTo("16777216");
                        assertThat(config.get("min.cleanable.dirty.ratio").value())
                                .isEqualTo("0.1");
                        assertThat(config.get("delete.retention.ms").value()).isEqualTo("3600000");
                    });
        }
    }

    @Test
    void aBrowserSeesACallUnrollAndWhenAnotherDashboardTakesSome() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "SKIPPED: no Chromium on this machine (apt-get install chromium)");
        try (Dashboard dashboard = dashboard("one", false);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")))) {
            Page page = browser.newPage();
            page.navigate(dashboard.address().toString());
            ContainsTextOptions patience = new ContainsTextOptions().setTimeout((double) PATIENCE.toMillis());
            PlaywrightAssertions.assertThat(page.locator("#empty")).containsText("It is quiet", patience);
            publish("seen", 0);
            PlaywrightAssertions.assertThat(page.locator(".card .id")).containsText("seen", patience);
            publish("seen", 1);
            PlaywrightAssertions.assertThat(page.locator(".card .time")).containsText("0:04", patience);
            page.locator(".card").click();

            PlaywrightAssertions.assertThat(page.locator("#call .meta")).containsText("0:04", patience);
            page.locator(".back").click();
            try (Dashboard another = dashboard("another", false)) {
                PlaywrightAssertions.assertThat(page.locator("#banner"))
                        .containsText("another dashboard of application id dashboard-it", patience);
                await(() -> isMissingSome(another));
            }
            PlaywrightAssertions.assertThat(page.locator("#banner"))
                    .isHidden(new IsHiddenOptions().setTimeout((double) PATIENCE.toMillis()));
            assertThat(isMissingSome(dashboard)).isFalse();
        }
    }

    private Dashboard dashboard(String name, boolean isOneOfMany) throws IOException {
        int port = EmbeddedBroker.freePort();
        Optional<String> advertised = isOneOfMany ? Optional.of("127.0.0.1:" + port) : Optional.empty();
        return Dashboard.start(new DashboardConfig(
                broker.bootstrapServers(),
                "dashboard-it",
                folder.resolve(name),
                new Listening(
                        Listening.LOOPBACK, port, Optional.empty(), Optional.empty(), false, advertised, List.of()),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of()));
    }

    private void publish(String callId, int index) throws Exception {
        Emotion anger = new Emotion(EmotionCategory.ANGER, "anger", 2.5f, Collections.nCopies(9, 1 / 9f));
        EmotionWindow window = new EmotionWindow(
                callId,
                "customer",
                index,
                index * 1_000L,
                index * 1_000L + 3_000L,
                Instant.EPOCH,
                0.8f,
                -20f,
                anger,
                null,
                "net:1",
                List.of());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.EMOTIONS.name(),
                            callId.getBytes(StandardCharsets.UTF_8),
                            SpeechEqCodec.of(EmotionWindow.class).encode(window)))
                    .get();
        }
    }

    private boolean isMissingSome(Dashboard dashboard) throws Exception {
        return json(dashboard, "/api/calls").at("/unanswered/0").asText().startsWith("another dashboard");
    }

    private List<Integer> shares(Dashboard... dashboards) throws Exception {
        List<Integer> shares = new ArrayList<>();
        for (Dashboard dashboard : dashboards) {
            shares.add(calls(dashboard, "/api/calls?share=own").size());
        }
        return shares;
    }

    private JsonNode calls(Dashboard dashboard, String path) throws Exception {
        return json(dashboard, path).path("calls");
    }

    private JsonNode json(Dashboard dashboard, String path) throws Exception {
        URI uri = dashboard.address().resolve(path);
        return JSON.readTree(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }

    private interface Question {
        boolean isSo() throws Exception;
    }

    private static void await(Question question) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!question.isSo()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(200);
        }
    }
}
