package io.speecheq.sinks.follow;

import io.speecheq.sinks.alert.AlertRuleBook;
import io.speecheq.sinks.alert.RulesFile;
import io.speecheq.sinks.call.TalkSpec;
import java.io.Serializable;
import java.time.Duration;

/**
 * How calls are followed; all durations in processing time.
 *
 * @param talk what turns speech into utterances, interruptions and responses
 * @param rules the alert rules as YAML, in force until others come by the topic; empty for none
 * @param revisionInterval the least time between two revisions of a call that lives
 * @param missingPatience how long a closed channel waits for windows that have not come
 * @param settling how long a call whose channels have all ended waits for another channel before it is over
 * @param reopening how long a call that is over is kept, so that a channel that comes late still joins it
 * @param tombstone how long it is remembered after that, so that nothing late revives it; all together shorter than an ended
 *     channel is remembered, or the beginning of the same call, sent again after that, would be taken for late
 */
public record CallOptions(
        TalkSpec talk,
        String rules,
        Duration revisionInterval,
        Duration missingPatience,
        Duration settling,
        Duration reopening,
        Duration tombstone)
        implements Serializable {

    private static final CallOptions STANDARD = new CallOptions(
            TalkSpec.standard(),
            "",
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(45));

    public CallOptions {
        if (revisionInterval.isNegative()
                || missingPatience.isNegative()
                || settling.isNegative()
                || reopening.isNegative()
                || tombstone.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
        RulesFile.parseOwn(rules);
    }

    /** Without alert rules; a revision a second, a minute's patience, over after 2 s, kept for 5 min, tombstones for 45 min. */
    public static CallOptions standard() {
        return STANDARD;
    }

    /** The same, with those alert rules. */
    public CallOptions withRules(String yaml) {
        return new CallOptions(talk, yaml, revisionInterval, missingPatience, settling, reopening, tombstone);
    }

    /** The same, for input that ends: no call waits for a channel that might still come. */
    public CallOptions withoutSettling() {
        return new CallOptions(talk, rules, revisionInterval, missingPatience, Duration.ZERO, reopening, tombstone);
    }

    /** The rules as a text that can be published: without any, a file without any. */
    public String rulesText() {
        return rules.isEmpty() ? "rules: []\n" : rules;
    }

    AlertRuleBook book() {
        return RulesFile.parseOwn(rules);
    }
}
