package io.speecheq.app.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a job of a cluster runs, and what it last failed of. Thread-safe. */
public final class JobTrouble {

    private static final Pattern THROWN = Pattern.compile("(?:Caused by: )?([\\w.$]+(?:Exception|Error)): (.*)");

    private final FlinkRest flink;
    private final String jobName;

    public JobTrouble(URI address, String jobName) {
        this.flink = new FlinkRest(address);
        this.jobName = jobName;
    }

    /** Nothing while every part of the job runs; else why not, in a line. */
    public Optional<String> now() throws InterruptedException {
        try {
            Optional<JsonNode> job = flink.job(jobName);
            if (job.isEmpty()) {
                return Optional.of("it is not there");
            }
            JsonNode tasks = job.get().path("tasks");
            boolean runs = job.get().path("state").asText().equals("RUNNING")
                    && tasks.path("running").asInt() == tasks.path("total").asInt();
            return runs
                    ? Optional.empty()
                    : Optional.of(lastFailure(job.get().path("jid").asText()));
        } catch (IOException e) {
            return Optional.of("its cluster does not answer");
        }
    }

    private String lastFailure(String id) throws IOException, InterruptedException {
        JsonNode newest = flink.get("/jobs/" + id + "/exceptions?maxExceptions=1")
                .path("exceptionHistory")
                .path("entries")
                .path(0);
        return newest.isMissingNode()
                ? "it is starting"
                : innermost(newest.path("stacktrace").asText());
    }

    /** The words of the innermost exception of ours, which are for people; else those of the innermost cause. */
    static String innermost(String stackTrace) {
        String last = "";
        String lastOurs = "";
        for (String line : stackTrace.lines().toList()) {
            Matcher thrown = THROWN.matcher(line);
            if (thrown.matches()) {
                last = thrown.group(2);
                lastOurs = thrown.group(1).startsWith("io.speecheq.") ? last : lastOurs;
            }
        }
        return lastOurs.isEmpty() ? last : lastOurs;
    }
}
