package io.speecheq.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.PlaywrightException;
import io.speecheq.app.broker.EmbeddedBroker;
import io.speecheq.app.job.DataFolder;
import io.speecheq.app.job.TopicSetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A dashboard that shows many calls at once, in a process of its own, and what it costs: {@code DashboardLoad [CALLS
 * [SECONDS [page]]]}, 1000 calls for 60 seconds without. Each call has two channels, so twice as many windows a second, with their
 * trajectories and calls. This process holds the broker, the publisher, and a client of the wall's events, which tells how long a
 * window took from the broker's timestamp to the client. With {@code page} a browser shows the wall meanwhile.
 */
public final class DashboardLoad {

    private static final int TOLD_EVERY_SECONDS = 10;

    private final int calls;
    private final int seconds;
    private final boolean isWatched;
    private final List<Long> delays = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> shown = new HashMap<>();

    private DashboardLoad(int calls, int seconds, boolean isWatched) {
        this.calls = calls;
        this.seconds = seconds;
        this.isWatched = isWatched;
    }

    public static void main(String[] arguments) throws Exception {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        boolean isWatched = arguments.length > 2 && arguments[2].equals("page");
        new DashboardLoad(calls, seconds, isWatched).run();
        // Kafka's threads need not be waited for.
        System.exit(0);
    }

    private void run() throws Exception {
        try (DataFolder data = DataFolder.of(Optional.empty());
                EmbeddedBroker broker = EmbeddedBroker.start(data.kafka(), EmbeddedBroker.freePort())) {
            new TopicSetup(Map.of("bootstrap.servers", broker.bootstrapServers())).createMissing(4);
            int port = EmbeddedBroker.freePort();
            Process dashboard = dashboard(broker.bootstrapServers(), port);
            try (LoadedCalls load = new LoadedCalls(broker.bootstrapServers(), calls)) {
                awaitUp(port);
                begin("client", () -> listen(port));
                if (isWatched) {
                    begin("page", () -> watch(port));
                }
                measure(load, dashboard.pid());
            } finally {
                dashboard.destroy();
            }
        }
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(int port) {
        try (WatchedPage page = new WatchedPage("http://127.0.0.1:" + port + "/")) {
            for (boolean scrolling = false; ; scrolling = !scrolling) {
                System.out.println(page.look(TOLD_EVERY_SECONDS, scrolling));
            }
        } catch (IOException | PlaywrightException e) {
            System.err.println("the page ended: " + e);
        }
    }

    private static Process dashboard(String servers, int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.speecheq.app.cli.SpeechEqCommand",
                        "dashboard",
                        "--bootstrap-servers",
                        servers,
                        "--port",
                        Integer.toString(port))
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private static void awaitUp(int port) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
                .build();
        for (int i = 0; i < 600; i++) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It has not begun to listen.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the dashboard did not come up within two minutes");
    }

    private void measure(LoadedCalls load, long dashboardPid) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d calls, %d windows a second%nseconds  windows/s  dashboard: cores  resident MB  event to client ms:"
                        + "   p50   p99   max%n",
                calls,
                2 * calls);
        long begunNanos = System.nanoTime();
        long lastWindows = 0;
        double lastCpu = cpuSeconds(dashboardPid);
        long lastNanos = begunNanos;
        for (int second = 1; second <= seconds; second++) {
            load.second();
            if (second % TOLD_EVERY_SECONDS == 0) {
                long now = System.nanoTime();
                double elapsed = (now - lastNanos) / 1e9;
                double cpu = cpuSeconds(dashboardPid);
                long[] sorted = drain();
                System.out.printf(
                        Locale.ROOT,
                        "%7d  %9.0f  %16.2f  %11d  %27d %5d %5d%n",
                        second,
                        (load.windows() - lastWindows) / elapsed,
                        (cpu - lastCpu) / elapsed,
                        residentMb(dashboardPid),
                        at(sorted, 0.5),
                        at(sorted, 0.99),
                        at(sorted, 1));
                lastNanos = now;
                lastCpu = cpu;
                lastWindows = load.windows();
            }
        }
    }

    private long[] drain() {
        synchronized (delays) {
            long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
            delays.clear();
            return sorted;
        }
    }

    /** The value at a share of the way from the least to the greatest; −1 of none. */
    static long at(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
    }

    /** Reads the wall's events as a browser does. */
    private void listen(int port) {
        ObjectMapper json = new ObjectMapper();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/events"))
                .build();
        try (InputStream body = HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    accept(json.readTree(line.substring("data: ".length())));
                }
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("the client of the events ended: " + e);
        }
    }

    private void accept(JsonNode event) {
        long now = System.currentTimeMillis();
        for (JsonNode call : event.path("calls")) {
            String callId = call.path("callId").asText();
            long updatedAt = call.path("updatedAt").asLong();
            Long before = shown.put(callId, updatedAt);
            if (before != null && updatedAt > before) {
                delays.add(now - updatedAt);
            }
        }
    }

    /** User and system time of a process, from the operating system's own count. */
    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(duration -> duration.toMillis() / 1e3)
                .orElse(0.0);
    }

    private static long residentMb(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1_024)
                .findFirst()
                .orElse(-1);
    }
}
