package io.speecheq.systemtests.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.speecheq.app.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Flink cluster of processes, started by {@code deploy/flink-process} from the lib folder that the build makes, with {@code deploy/conf} but for
 * addresses, folders and sizes; and the job's jar, as a user submits it.
 */
final class FlinkProcesses {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HOME = Path.of(System.getProperty("speecheq.home"));
    private static final Path JAR = HOME.resolve("deploy/job/target/speecheq-job.jar");
    private static final Path LIB = HOME.resolve("deploy/flink/target/lib");
    /** Small JVMs; processes that are gone are noticed within seconds. */
    private static final String BESIDES = """

        jobmanager.memory.jvm-metaspace.size: 144m
        jobmanager.memory.jvm-overhead.min: 64m
        taskmanager.memory.jvm-metaspace.size: 144m
        taskmanager.memory.jvm-overhead.min: 64m
        heartbeat.interval: 1 s
        heartbeat.timeout: 8 s
        cluster.registration.error-delay: 1 s
        """;

    private static final Set<String> ENDED = Set.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Path folder;
    private final Path conf;
    private final int restPort = EmbeddedBroker.freePort();

    FlinkProcesses(Path folder, int slots) throws IOException {
        if (!Files.exists(JAR) || !Files.isDirectory(LIB)) {
            throw new IllegalStateException(
                    JAR + " or " + LIB + " is not built: let Maven build deploy/job and deploy/flink with this module");
        }
        this.folder = folder;
        this.conf = Files.createDirectories(folder.resolve("conf"));
        String shipped = Files.readString(HOME.resolve("deploy/conf/config.yaml"));
        String own = replaced(shipped, "port: 6123", "port: " + EmbeddedBroker.freePort());
        own = replaced(own, "port: 8081", "port: " + restPort);
        own = replaced(own, "numberOfTaskSlots: 4", "numberOfTaskSlots: " + slots);
        own = replaced(
                own, "file:///tmp/speecheq/checkpoints", checkpoints().toUri().toString());
        own = replaced(
                own,
                "file:///tmp/speecheq/savepoints",
                folder.resolve("savepoints").toUri().toString());
        own = replaced(own, "size: 1024m", "size: 600m");
        own = replaced(own, "size: 2048m", "size: 700m");
        own = replaced(own, "size: 512m", "size: 96m");
        own = replaced(own, "max: 128m", "min: 32m\n      max: 32m");
        own = replaced(own, "max-backoff: 30 s", "max-backoff: 4 s");
        Files.writeString(conf.resolve("config.yaml"), own + BESIDES);
    }

    private static String replaced(String text, String shipped, String own) {
        if (!text.contains(shipped)) {
            throw new IllegalStateException("deploy/conf/config.yaml has no '" + shipped + "' any more");
        }
        return text.replace(shipped, own);
    }

    private Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    OwnProcess startJobManager() throws IOException {
        return start("jobmanager", folder.resolve("jobmanager.log"), List.of());
    }

    OwnProcess startTaskManager(int which) throws IOException {
        return start("taskmanager", folder.resolve("taskmanager-" + which + ".log"), List.of());
    }

    private OwnProcess start(String role, Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("bash", HOME.resolve("deploy/flink-process").toString(), role));
        command.addAll(arguments);
        return OwnProcess.start(
                role,
                command,
                Map.of(
                        "FLINK_LIB_DIR", LIB.toString(),
                        "FLINK_CONF_DIR", conf.toString(),
                        "FLINK_JAVA_OPTS", "-XX:TieredStopAtLevel=1",
                        "JAVA_HOME", System.getProperty("java.home")),
                log);
    }

    /** Submits the job to a cluster that answers, to go on from a checkpoint or savepoint where there is one; again and again until it is taken. */
    void submit(Optional<Path> from, List<String> options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        from.ifPresent(path -> arguments.addAll(List.of("-s", path.toUri().toString())));
        arguments.add(JAR.toString());
        arguments.addAll(options);
        for (int tries = 0; tries < 10; tries++) {
            int code = client(arguments).awaitEnd(300);
            if (code == 0 || runningJob().isPresent()) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        throw new IllegalStateException("the cluster does not take the job; see " + folder.resolve("client.log"));
    }

    private OwnProcess client(List<String> arguments) throws IOException {
        return start("client", folder.resolve("client.log"), arguments);
    }

    /** Ends the job with a savepoint, which it returns. */
    Path stopWithSavepoint() throws IOException, InterruptedException {
        String job = runningJob().orElseThrow(() -> new IllegalStateException("no job runs"));
        Set<Path> before = savepoints();
        int code = client(List.of("stop", job)).awaitEnd(300);
        List<Path> made =
                savepoints().stream().filter(path -> !before.contains(path)).toList();
        if (code != 0 || made.size() != 1) {
            throw new IllegalStateException("stopping gave code " + code + " and savepoints " + made);
        }
        return made.get(0);
    }

    /** Ends the job and leaves its checkpoints. */
    void cancel() throws IOException, InterruptedException {
        String job = runningJob().orElseThrow(() -> new IllegalStateException("no job runs"));
        int code = client(List.of("cancel", job)).awaitEnd(300);
        for (int tries = 0; code == 0 && runningJob().isPresent(); tries++) {
            if (tries > 60) {
                throw new IllegalStateException("the job does not end");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private Set<Path> savepoints() throws IOException {
        Path savepoints = Files.createDirectories(folder.resolve("savepoints"));
        try (Stream<Path> files = Files.list(savepoints)) {
            return Set.copyOf(files.toList());
        }
    }

    /** The newest complete checkpoint of any run. */
    Optional<Path> newestCheckpoint() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return Optional.empty();
        }
        try (Stream<Path> jobs = Files.list(checkpoints())) {
            return jobs.flatMap(FlinkProcesses::complete)
                    .max(Comparator.comparingLong(checkpoint ->
                            checkpoint.resolve("_metadata").toFile().lastModified()));
        }
    }

    private static Stream<Path> complete(Path job) {
        try (Stream<Path> checkpoints = Files.list(job)) {
            return checkpoints.filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata"))).toList().stream();
        } catch (IOException e) {
            // The job deletes its older checkpoints meanwhile.
            return Stream.empty();
        }
    }

    /** Whether this job manager answers, which may take it a while; not if it has ended. */
    boolean answers(OwnProcess jobManager) throws IOException, InterruptedException {
        for (int tries = 0; tries < 600; tries++) {
            if (get("/jobs").isPresent()) {
                return true;
            }
            if (!jobManager.isAlive()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalStateException("no answer from " + jobManager.condition());
    }

    /** The id of the job that has not ended; none as well when the job manager does not answer. */
    Optional<String> runningJob() throws InterruptedException {
        for (JsonNode job : get("/jobs").map(jobs -> jobs.path("jobs")).orElse(JSON.createArrayNode())) {
            if (!ENDED.contains(job.path("status").asText())) {
                return Optional.of(job.path("id").asText());
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> get(String path) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
