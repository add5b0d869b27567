package io.speecheq.sinks.alert;

import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.EmotionCategory;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One rule: when to raise an alert.
 *
 * @param name of the rule; one name, one rule
 * @param channel whose: a channel's name, {@link #ANY} of them, or the whole {@link #CALL}
 * @param emotions which the measure is about; all of them where it is about none in particular
 * @param isAtLeast whether the value must reach the threshold, or must not exceed it
 * @param forMillis for how long it must hold, of media time
 * @param isNegated whether it is the contrary that is to hold
 * @param isAfterCall whether it is asked once the call is over; else while it lasts
 */
record AlertRule(
        String name,
        String channel,
        Measure measure,
        Set<EmotionCategory> emotions,
        boolean isAtLeast,
        double threshold,
        long forMillis,
        CallRange range,
        boolean isNegated,
        boolean isAfterCall,
        AlertSeverity severity) {

    static final String ANY = "any";
    static final String CALL = "call";

    private static final int DIGEST_LETTERS = 16;

    AlertRule {
        emotions = Set.copyOf(emotions);
    }

    boolean isAboutCall() {
        return channel.equals(CALL);
    }

    boolean isAboutChannel(String name) {
        return channel.equals(ANY) || channel.equals(name);
    }

    boolean holds(double value) {
        boolean reaches = isAtLeast ? value >= threshold : value <= threshold;
        return reaches != isNegated;
    }

    /** Stands for all that the rule says but its name: rules that differ in it are not the same, whatever they are called. */
    String digest() {
        String named = emotions.stream().sorted().map(Enum::name).collect(Collectors.joining("+"));
        String terms = String.join(
                " ",
                channel,
                measure.name(),
                named,
                (isNegated ? "not " : "") + (isAtLeast ? ">= " : "<= ") + threshold,
                "for " + forMillis,
                "in " + range.isRelative() + " " + range.from() + " " + range.to(),
                "after " + isAfterCall,
                severity.name());
        return RulesFile.sha256(terms).substring(0, DIGEST_LETTERS);
    }

    /** The rule's emotions and measure in words, such as "anger or disgust share". */
    String subject() {
        String named = emotions.size() == EmotionCategory.values().length || measure.isOfTalk()
                ? ""
                : emotions.stream()
                                .sorted()
                                .map(emotion -> emotion.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or "))
                        + " ";
        return named + measure.noun();
    }

    /** The comparison in words, such as "at least 0.5" or "not at least 0.5". */
    String demand() {
        return (isNegated ? "not " : "") + (isAtLeast ? "at least " : "at most ") + number(threshold);
    }

    /** At most two digits behind the point, none where they are zeros. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
