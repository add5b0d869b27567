package io.speecheq.sinks.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are in force, in the order of their file; immutable.
 */
public final class AlertRuleBook {

    private static final AlertRuleBook NONE = new AlertRuleBook("", List.of());

    private final String sha256;
    private final List<AlertRule> rules;
    private final Map<String, String> digests = new HashMap<>();

    AlertRuleBook(String sha256, List<AlertRule> rules) {
        this.sha256 = sha256;
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> digests.put(rule.name(), rule.digest()));
    }

    /** No rules: no alerts. */
    public static AlertRuleBook none() {
        return NONE;
    }

    /** Of the file that they came in; empty for those that come with SpeechEQ. */
    public String sha256() {
        return sha256;
    }

    /** Their names. */
    public List<String> names() {
        return rules.stream().map(AlertRule::name).toList();
    }

    /** The digest of the rule of that name; null where there is none. */
    @Nullable
    String digest(String rule) {
        return digests.get(rule);
    }

    List<AlertRule> rules() {
        return rules;
    }

    /** Those that are asked while a call lasts, of talk or of emotions. */
    List<AlertRule> live(boolean ofTalk) {
        return rules.stream()
                .filter(rule -> !rule.isAfterCall() && rule.measure().isOfTalk() == ofTalk)
                .toList();
    }

    List<AlertRule> afterCall() {
        return rules.stream().filter(AlertRule::isAfterCall).toList();
    }
}
