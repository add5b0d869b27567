package io.speecheq.dashboard.calls;

import static java.util.Comparator.comparing;

import io.speecheq.schemas.record.AlertState;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.EmotionAlert;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is told of a call as a whole: its summary and its alerts; absolute state.
 *
 * @param alerts the newest state of each, in the order of their begins; {@value #MOST_ALERTS} at most, the oldest go first
 * @param updatedMillis epoch milliseconds at which the newest of these records reached its topic
 */
public record CallStory(String callId, Optional<CallSummary> summary, List<EmotionAlert> alerts, long updatedMillis) {

    static final int MOST_ALERTS = 256;

    public CallStory {
        alerts = List.copyOf(alerts);
    }

    static CallStory of(String callId) {
        return new CallStory(callId, Optional.empty(), List.of(), 0);
    }

    /** With a summary of a later run of the call, or of this one and not older than the one told last; else unchanged. */
    CallStory with(CallSummary told, long arrivedMillis) {
        boolean isNews = summary.map(known -> told.getCallStart().isAfter(known.getCallStart())
                        || (told.getCallStart().equals(known.getCallStart())
                                && told.getRevision() >= known.getRevision()))
                .orElse(true);
        return isNews
                ? new CallStory(
                        callId, Optional.of(told), ofRun(told.getCallStart()), Math.max(updatedMillis, arrivedMillis))
                : this;
    }

    /** With an alert's new state; an alert that was cleared is not raised again. */
    CallStory with(EmotionAlert told, long arrivedMillis) {
        boolean isOver = alerts.stream()
                .anyMatch(known -> isSame(known, told)
                        && known.getState() == AlertState.CLEARED
                        && told.getState() == AlertState.RAISED);
        if (isOver) {
            return this;
        }
        List<EmotionAlert> all = Stream.concat(
                        ofRun(told.getCallStart()).stream().filter(known -> !isSame(known, told)), Stream.of(told))
                .sorted(comparing(EmotionAlert::getFromMillis).thenComparing(EmotionAlert::getRule))
                .toList();
        List<EmotionAlert> newest = all.subList(Math.max(0, all.size() - MOST_ALERTS), all.size());
        return new CallStory(callId, summary, newest, Math.max(updatedMillis, arrivedMillis));
    }

    private List<EmotionAlert> ofRun(Instant callStart) {
        return alerts.stream()
                .filter(alert -> alert.getCallStart().equals(callStart))
                .toList();
    }

    private static boolean isSame(EmotionAlert one, EmotionAlert other) {
        return one.getRule().equals(other.getRule())
                && one.getChannel().equals(other.getChannel())
                && one.getEpisode() == other.getEpisode()
                && one.getCallStart().equals(other.getCallStart());
    }
}
