package io.speecheq.sinks.follow;

import io.speecheq.schemas.record.AlertRules;
import io.speecheq.sinks.alert.AlertRuleBook;
import io.speecheq.sinks.alert.InvalidRulesException;
import io.speecheq.sinks.alert.RulesFile;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alert rules that a subtask follows: the newest that came and can be followed, as broadcast state, or those of the job's
 * start. One thread.
 */
final class RulesInForce {

    private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);
    private static final String NEWEST = "newest";

    private final AlertRuleBook ofStart;
    private final Counter refused;
    private AlertRuleBook book;
    private String bookText = "";

    RulesInForce(AlertRuleBook ofStart, Counter refused) {
        this.ofStart = ofStart;
        this.refused = refused;
        this.book = ofStart;
    }

    /** Takes rules that came by the topic; those that cannot be followed are refused, and change nothing. */
    void accept(AlertRules rules, BroadcastState<String, String> state) throws Exception {
        try {
            RulesFile.parse(rules.getYaml());
            state.put(NEWEST, rules.getYaml());
        } catch (InvalidRulesException e) {
            refused.inc();
            LOG.warn("alert rules {} are refused, those before stay in force: {}", rules.getSha256(), e.getMessage());
        }
    }

    AlertRuleBook book(ReadOnlyBroadcastState<String, String> state) throws Exception {
        String newest = state.get(NEWEST);
        if (newest != null && !newest.equals(bookText)) {
            book = accepted(newest);
            bookText = newest;
        }
        return book;
    }

    /** Those that were accepted before, as they were then; those of the start where they cannot be read after all. */
    private AlertRuleBook accepted(String yaml) {
        try {
            return RulesFile.parseOwn(yaml);
        } catch (IllegalArgumentException e) {
            refused.inc();
            LOG.warn("rules that were in force are refused, those of the job's start are: {}", e.getMessage());
            return ofStart;
        }
    }
}
