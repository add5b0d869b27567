package io.speecheq.app.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.speecheq.app.health.FlinkRest.OperatorMetric;
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
    private static final String GROUP = ".speecheq.";

    private final URI address;
    private final FlinkRest flink;
    private final long nowMillis;

    public FlinkHealth(URI address, long nowMillis) {
        this.address = address;
        this.flink = new FlinkRest(address);
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
        findings.add(restarts(id));
        findings.addAll(checkpoints(id));
        findings.addAll(operators(id));
        return findings;
    }

    private Finding restarts(String id) throws IOException, InterruptedException {
        long restarts = flink.jobMetric(id, "numRestarts").orElse(0.0).longValue();
        Duration up =
                Duration.ofMillis(flink.jobMetric(id, "uptime").orElse(0.0).longValue());
        if (restarts > 0 && up.compareTo(RECENTLY) < 0) {
            return Finding.wrong(
                    "the job has restarted " + restarts + " times, the last " + text(up) + " ago",
                    "read why at " + address + "/jobs/" + id + "/exceptions");
        }
        return Finding.well("the job runs, for " + text(up) + " without a restart (" + restarts + " in all)");
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

    private List<Finding> operators(String id) throws IOException, InterruptedException {
        List<OperatorMetric> metrics =
                flink.operatorMetrics(id, name -> name.contains(GROUP) && !name.contains("_p") && !name.contains("_m"));
        long inARow = (long) max(metrics, "windowsFailedInARow");
        long failed = (long) sum(metrics, "reason.MODEL_FAILED.windowsNotAssessed");
        long scored = (long) sum(metrics, "windowsScored");
        List<Finding> findings = new ArrayList<>();
        if (inARow >= FAILED_IN_A_ROW) {
            findings.add(Finding.wrong(
                    "the network has failed on the last " + inARow + " windows in a row (" + failed
                            + " in all since the start); they are told as MODEL_FAILED",
                    "read why in the task managers' logs ('A network failed'), and roll back to a release that works"));
        } else {
            findings.add(Finding.well(
                    "the network has scored " + scored + " windows and failed on " + failed + " since the start"));
        }
        findings.add(Finding.well((long) sum(metrics, "openChannels") + " channels are open; "
                + (long) sum(metrics, "lostMillis") / 1_000 + " s of audio were lost, "
                + (long) sum(metrics, "deadLetters") + " records put aside since the start"));
        return findings;
    }

    private static double sum(List<OperatorMetric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.id().endsWith("." + name))
                .mapToDouble(OperatorMetric::sum)
                .sum();
    }

    private static double max(List<OperatorMetric> metrics, String name) {
        return metrics.stream()
                .filter(metric -> metric.id().endsWith("." + name))
                .mapToDouble(OperatorMetric::max)
                .max()
                .orElse(0);
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120 ? seconds + " s" : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
