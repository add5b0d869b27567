package io.speecheq.app.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.speecheq.app.job.SpeechEqJob;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Flink knows of the job: whether it runs, restarts, takes checkpoints, and whether its network scores. */
public final class FlinkHealth {

    private static final int FAILED_IN_A_ROW = 3;
    private static final Duration RECENTLY = Duration.ofMinutes(10);
    private static final int COLLECTING_MILLIS = 1_500;

    private final URI address;
    private final FlinkRest flink;
    private final FreshMetrics metrics;
    private final long nowMillis;

    public FlinkHealth(URI address, long nowMillis) {
        this(address, nowMillis, () -> Thread.sleep(COLLECTING_MILLIS));
    }

    FlinkHealth(URI address, long nowMillis, FreshMetrics.Pause pause) {
        this.address = address;
        this.flink = new FlinkRest(address);
        this.metrics = new FreshMetrics(flink, pause);
        this.nowMillis = nowMillis;
    }

    /** The findings, in the order in which an operator should read them. */
    public List<Finding> findings() throws InterruptedException {
        try {
            Optional<JsonNode> job = flink.job(SpeechEqJob.NAME);
            if (job.isEmpty()) {
                return List.of(Finding.wrong(
                        "Flink at " + address + " has no job " + SpeechEqJob.NAME,
                        "submit it (flink run), or name another cluster with --flink"));
            }
            return of(job.get());
        } catch (IOException e) {
            return List.of(Finding.wrong(
                    "no Flink answers at " + address + " (" + (e.getMessage() == null ? e : e.getMessage()) + ")",
                    "start the job, or name its cluster with --flink"));
        }
    }

    /** How far apart the job's checkpoints are; none where Flink does not tell. */
    public Optional<Duration> checkpointInterval() throws InterruptedException {
        try {
            Optional<JsonNode> job = flink.job(SpeechEqJob.NAME);
            return job.isEmpty()
                    ? Optional.empty()
                    : Optional.of(interval(job.get().path("jid").asText()));
        } catch (IOException e) {
            // Which is a finding of its own.
            return Optional.empty();
        }
    }

    private Duration interval(String id) throws IOException, InterruptedException {
        return Duration.ofMillis(Math.max(
                flink.get("/jobs/" + id + "/checkpoints/config")
                        .path("interval")
                        .asLong(0),
                1_000));
    }

    private List<Finding> of(JsonNode job) throws IOException, InterruptedException {
        String state = job.path("state").asText();
        String id = job.path("jid").asText();
        List<Finding> findings = new ArrayList<>();
        if (!state.equals("RUNNING")) {
            findings.add(Finding.wrong(
                    "the job is " + state,
                    "read why at " + address + "/jobs/" + id
                            + "/exceptions, mend that, and start it again from its newest checkpoint"));
            return findings;
        }
        JobMetrics told = metrics.of(id);
        if (!told.untold().isEmpty()) {
            findings.add(Finding.wrong(
                    "Flink does not tell " + String.join(", ", told.untold()) + " of the job",
                    "ask again once every task runs; if it stays so, see in the job manager's log that it reaches the"
                            + " metrics.internal.query-service.port of every task manager"));
        }
        restarts(id, told).ifPresent(findings::add);
        findings.addAll(checkpoints(id));
        findings.addAll(operators(told));
        return findings;
    }

    private Optional<Finding> restarts(String id, JobMetrics told) {
        if (told.restarts().isEmpty() || told.uptimeMillis().isEmpty()) {
            return Optional.empty();
        }
        long restarts = told.restarts().get().longValue();
        Duration up = Duration.ofMillis(Math.max(told.uptimeMillis().get().longValue(), 0));
        return Optional.of(
                restarts > 0 && up.compareTo(RECENTLY) < 0
                        ? Finding.wrong(
                                "the job has restarted " + restarts + " times, the last " + text(up) + " ago",
                                "read why at " + address + "/jobs/" + id + "/exceptions")
                        : Finding.well(
                                "the job runs, for " + text(up) + " without a restart (" + restarts + " in all)"));
    }

    private List<Finding> checkpoints(String id) throws IOException, InterruptedException {
        long interval = interval(id).toMillis();
        JsonNode checkpoints = flink.get("/jobs/" + id + "/checkpoints");
        JsonNode completed = checkpoints.path("latest").path("completed");
        JsonNode failed = checkpoints.path("latest").path("failed");
        long doneMillis = completed.path("latest_ack_timestamp").asLong(0);
        long failedMillis = failed.path("failure_timestamp").asLong(0);
        List<Finding> findings = new ArrayList<>();
        if (failedMillis > doneMillis) {
            findings.add(Finding.wrong(
                    "the last checkpoint failed ("
                            + failed.path("failure_message").asText("no reason told") + ")",
                    "see that every task manager can write to the checkpoint folder, and has room"));
        }
        long begunMillis = flink.get("/jobs/" + id).path("start-time").asLong(nowMillis);
        Duration age = Duration.ofMillis(Math.max(nowMillis - Math.max(doneMillis, begunMillis), 0));
        if (age.toMillis() > 3 * interval + 30_000) {
            findings.add(Finding.wrong(
                    "the last checkpoint is " + text(age) + " old, one is due every "
                            + text(Duration.ofMillis(interval)),
                    "the job is blocked or behind: see the other lines, then the checkpoint folder"));
        } else {
            findings.add(Finding.well(
                    doneMillis == 0 ? "no checkpoint is due yet" : "the last checkpoint is " + text(age) + " old"));
        }
        return findings;
    }

    private static List<Finding> operators(JobMetrics told) {
        if (!told.tellsOfNetwork()) {
            return List.of();
        }
        long inARow = told.max(JobMetrics.FAILED_IN_A_ROW);
        long failed = told.sum("reason.MODEL_FAILED.windowsNotAssessed");
        List<Finding> findings = new ArrayList<>();
        if (inARow >= FAILED_IN_A_ROW) {
            findings.add(Finding.wrong(
                    "the network has failed on the last " + inARow + " windows in a row (" + failed
                            + " in all since the start); they are told as MODEL_FAILED" + releases(told),
                    "read why in the task managers' logs ('A network failed'), and roll back to a release that works"));
        } else {
            findings.add(Finding.well("the network has scored " + told.sum("windowsScored") + " windows and failed on "
                    + failed + " since the start" + releases(told)));
        }
        findings.add(Finding.well(told.sum("openChannels") + " channels are open; " + told.sum("lostMillis") / 1_000
                + " s of audio were lost, " + told.sum("deadLetters") + " records put aside since the start"));
        return findings;
    }

    /** Two while channels are on both sides of a switch, or a subtask has had no window since. */
    private static String releases(JobMetrics told) {
        return told.releases().isEmpty() ? "" : "; last with " + String.join(" and ", told.releases());
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
