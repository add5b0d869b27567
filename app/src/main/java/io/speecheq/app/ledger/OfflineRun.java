package io.speecheq.app.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.schemas.codec.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * What {@code analyze --json} said of recordings, to hold the topics' records against: every field but {@code callStart}, which is the moment of a
 * replay. Channels that it does not know are passed over. One thread.
 */
public final class OfflineRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordDigest digest = new RecordDigest();
    private final Map<String, Channel> channels = new HashMap<>();
    private long compared;

    /** One channel: digests of its windows by index, and of its trajectory; which windows and whether the trajectory were met. */
    private record Channel(String place, List<Long> windows, long trajectory, BitSet met) {}

    /** Nothing to compare with. */
    public static OfflineRun none() {
        return new OfflineRun();
    }

    /**
     * Reads a file of {@code analyze --json}.
     *
     * @param isWanted which of its calls to hold against
     * @throws OfflineRunUnreadable in one line, when it is none
     */
    public static OfflineRun read(Path file, Predicate<String> isWanted) throws OfflineRunUnreadable {
        OfflineRun run = new OfflineRun();
        JsonNode calls;
        try {
            calls = JSON.readTree(Files.readAllBytes(file)).path("calls");
        } catch (JsonProcessingException e) {
            throw new OfflineRunUnreadable(file + " is no JSON: name a file that analyze --json wrote", e);
        } catch (IOException e) {
            throw new OfflineRunUnreadable(file + " cannot be read: name a file that analyze --json wrote", e);
        }
        if (!calls.isArray() || calls.isEmpty()) {
            throw new OfflineRunUnreadable(file + " tells of no calls: name a file that analyze --json wrote");
        }
        for (JsonNode call : calls) {
            String callId = call.path("callId").asText();
            if (isWanted.test(callId)) {
                call.path("channels").forEach(channel -> run.add(callId, channel));
            }
        }
        return run;
    }

    private void add(String callId, JsonNode channel) {
        String name = channel.path("channel").asText();
        List<Long> windows = new ArrayList<>();
        channel.path("windows").forEach(window -> windows.add(digestOf(window)));
        channels.put(
                key(callId, name),
                new Channel(callId + " " + name, windows, digestOf(channel.path("trajectory")), new BitSet()));
    }

    private static String key(String callId, String channel) {
        return callId + '\0' + channel;
    }

    /** Windows and trajectories that were held against the file. */
    public long compared() {
        return compared;
    }

    void compareWindow(String callId, String channel, int index, SpecificRecord window, Problems problems) {
        Channel expected = channels.get(key(callId, channel));
        if (expected == null || index < 0 || expected.met().get(1 + index)) {
            return;
        }
        if (index >= expected.windows().size()) {
            problems.add(Problem.NOT_AS_OFFLINE, expected.place() + " index " + index + " is not in the offline run");
            return;
        }
        compared++;
        expected.met().set(1 + index);
        if (expected.windows().get(index) != digestOf(window)) {
            problems.add(Problem.NOT_AS_OFFLINE, expected.place() + " index " + index + " has another value");
        }
    }

    /** Takes the last revision of a trajectory. */
    void compareTrajectory(String callId, String channel, SpecificRecord trajectory, Problems problems) {
        Channel expected = channels.get(key(callId, channel));
        if (expected == null || expected.met().get(0)) {
            return;
        }
        compared++;
        expected.met().set(0);
        if (expected.trajectory() != digestOf(trajectory)) {
            problems.add(Problem.NOT_AS_OFFLINE, expected.place() + " has another trajectory");
        }
    }

    /** Tells what the topics do not have. */
    void settle(Problems problems) {
        for (Channel channel : channels.values()) {
            int missing = 1 + channel.windows().size() - channel.met().cardinality();
            if (missing > 0) {
                problems.add(
                        Problem.NOT_AS_OFFLINE,
                        channel.place() + ": of " + channel.windows().size() + " windows and a trajectory, " + missing
                                + " are not on the topics");
            }
        }
    }

    private long digestOf(SpecificRecord record) {
        try {
            return digestOf(JSON.readTree(RecordJson.text(record)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written as JSON cannot be read as such", e);
        }
    }

    /** Both sides come as numbers that were read from text: equal texts, equal digests. */
    private long digestOf(JsonNode record) {
        JsonNode copy = record.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("callStart");
        }
        return digest.of(copy.toString());
    }
}
