package io.speecheq.sinks.alert;

import io.speecheq.schemas.record.AlertEvidence;
import io.speecheq.schemas.record.AlertSeverity;
import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.sinks.alert.Episode.Turn;
import io.speecheq.sinks.call.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Alerts about one channel, or the whole call, as records with the numbers that made them, and in a sentence. */
final class AlertWriter {

    private final Conversation call;
    private final String channel;
    private final String rules;
    private final Consumer<EmotionAlert> out;

    AlertWriter(Conversation call, String channel, String rules, Consumer<EmotionAlert> out) {
        this.call = call;
        this.channel = channel;
        this.rules = rules;
        this.out = out;
    }

    /** Tells of a turn of an episode; of none, nothing. */
    void tell(Turn turn, AlertRule rule, Episode episode, double value, Supplier<List<AlertEvidence>> evidence) {
        if (turn == Turn.NONE) {
            return;
        }
        boolean isRaised = turn == Turn.RAISED;
        double told = isRaised ? value : episode.extreme();
        long heldMillis = episode.heldUntilMillis() - episode.sinceMillis();
        List<AlertEvidence> numbers = new ArrayList<>();
        numbers.add(new AlertEvidence(rule.measure().noun(), (float) told));
        numbers.add(new AlertEvidence("seconds", heldMillis / 1_000f));
        numbers.addAll(isRaised ? evidence.get() : List.of());
        String message = isRaised
                ? rule.subject() + " " + AlertRule.number(value) + ", " + rule.demand() + ", from "
                        + clock(episode.sinceMillis())
                : rule.subject() + " no longer " + rule.demand() + "; it held for "
                        + AlertRule.number(heldMillis / 1_000.0) + " s and came to " + AlertRule.number(told);
        out.accept(alert(
                        rule.name(),
                        rule.severity(),
                        isRaised ? AlertState.RAISED : AlertState.CLEARED,
                        episode.sinceMillis(),
                        episode.heldUntilMillis())
                .setEpisode(episode.number())
                .setValue((float) told)
                .setThreshold((float) rule.threshold())
                .setMessage(message)
                .setEvidence(numbers)
                .build());
        if (!isRaised) {
            episode.forget();
        }
    }

    /** Clears what a rule raised that is no longer what it was. */
    void tellGone(String rule, Episode episode, String why) {
        episode.end();
        out.accept(alert(rule, AlertSeverity.INFO, AlertState.CLEARED, episode.sinceMillis(), episode.heldUntilMillis())
                .setEpisode(episode.number())
                .setValue((float) episode.extreme())
                .setMessage(why)
                .build());
        episode.forget();
    }

    void tellAfterCall(AlertRule rule, double value, long callMillis) {
        long fromMillis = rule.range().fromMillis(callMillis);
        long toMillis = rule.range().toMillis(callMillis);
        out.accept(alert(rule.name(), rule.severity(), AlertState.AFTER_CALL, fromMillis, toMillis)
                .setValue((float) value)
                .setThreshold((float) rule.threshold())
                .setMessage(rule.subject() + " " + AlertRule.number(value) + ", " + rule.demand() + ", from "
                        + clock(fromMillis) + " to " + clock(toMillis))
                .setEvidence(List.of(new AlertEvidence(rule.measure().noun(), (float) value)))
                .build());
    }

    private EmotionAlert.Builder alert(
            String rule, AlertSeverity severity, AlertState state, long fromMillis, long toMillis) {
        return EmotionAlert.newBuilder()
                .setRule(rule)
                .setCallId(call.callId())
                .setChannel(channel)
                .setCallStart(call.callStart())
                .setFromMillis(fromMillis)
                .setToMillis(toMillis)
                .setSeverity(severity)
                .setState(state)
                .setRules(rules);
    }

    private static String clock(long millis) {
        return String.format(Locale.ROOT, "%02d:%02d", millis / 60_000, millis / 1_000 % 60);
    }
}
