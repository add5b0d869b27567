package io.speecheq.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ways in which a topic that someone else set up would lose records that the topic as designed keeps. */
final class DataLoss {

    private DataLoss() {}

    /** One line for each, with the command's words that mend it. */
    static List<String> of(Topic topic, Map<String, String> present) {
        List<String> losses = new ArrayList<>();
        String policy = present.getOrDefault("cleanup.policy", "");
        boolean wantsCompaction = "compact".equals(topic.configs().get("cleanup.policy"));
        boolean expires = policy.contains("delete")
                && !present.getOrDefault("retention.ms", "").equals("-1");
        if (wantsCompaction && expires) {
            losses.add(loss(topic, "cleanup.policy", policy, "the state of quiet keys expires", "compact"));
        } else if (!wantsCompaction && policy.contains("compact")) {
            losses.add(loss(topic, "cleanup.policy", policy, "only a call's last record is kept", "delete"));
        }
        String timestamps = present.getOrDefault("message.timestamp.type", "");
        if (expires && !timestamps.equals("LogAppendTime")) {
            losses.add(loss(
                    topic,
                    "message.timestamp.type",
                    timestamps,
                    "replayed calls are deleted by the time they were held",
                    "LogAppendTime"));
        }
        return losses;
    }

    private static String loss(Topic topic, String config, String present, String effect, String wanted) {
        return "%s has %s=%s: %s; set it with kafka-configs --alter --entity-type topics --entity-name %s --add-config %s=%s"
                .formatted(topic.name(), config, present, effect, topic.name(), config, wanted);
    }
}
