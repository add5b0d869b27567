package io.speecheq.sinks.alert;

import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionAlert;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.Interruption;
import io.speecheq.sinks.alert.Episode.Turn;
import io.speecheq.sinks.call.Conversation;
import io.speecheq.sinks.call.Talk;
import io.speecheq.sinks.channel.SnapshotFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one call: its windows go in, in the order of each channel; alerts come out as they are raised and cleared,
 * and once the call is over. One thread.
 *
 * <p>An alert's times are media times and its value follows from the windows and the rules alone, so a replay raises the
 * same alerts. Rules about talk go by what every channel has said until a moment, however far some are known beyond it; so
 * they wait for the channel that is known least, and for a second channel, unless there has been but one for
 * {@value #ALONE_MILLIS} ms of the call. Rules may be replaced at any moment; an episode of a rule that is gone,
 * or is another one under its name, is cleared by the next window.
 */
public final class CallAlerts {

    /** From 2 on episodes know their rule; 1 is read for ever. */
    private static final int VERSION = 2;

    private static final String RULE_GONE = "the rule is no longer in force";
    private static final String RULE_CHANGED = "the rule has changed";

    /** The whole call, among the channels, whose names are never empty. */
    private static final String CALL = "";

    /** Rules about talk are asked once in so long, of media time. */
    private static final long STEP_MILLIS = 1_000;

    /** A channel that has been alone for so long is all there is of its call; before that another may have filled its silences. */
    private static final long ALONE_MILLIS = 60_000;

    private final SortedMap<String, Subject> subjects = new TreeMap<>();

    /** Media time at which rules about talk were last asked. */
    private long askedMillis;

    /** Takes a window, the next of its channel. */
    public void accept(EmotionWindow window, AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        clearStale(book, call, out);
        String channel = window.getChannel();
        Subject subject = subject(channel);
        Emotion emotion = window.getEmotion();
        if (emotion != null) {
            subject.heard().accept(window, emotion);
        }
        AlertWriter writer = new AlertWriter(call, channel, book.sha256(), out);
        for (AlertRule rule : book.live(false)) {
            if (rule.isAboutChannel(channel)) {
                observe(rule, subject, window, writer);
            }
        }
        observeTalk(book, call, out);
    }

    private static void observe(AlertRule rule, Subject subject, EmotionWindow window, AlertWriter writer) {
        Episode episode = subject.episode(rule);
        boolean isKnown = window.getEmotion() != null && rule.range().covers(window.getStartMillis());
        OptionalDouble value = isKnown ? subject.heard().now(rule) : OptionalDouble.empty();
        Turn turn = value.isPresent()
                ? episode.observe(rule, value.getAsDouble(), window.getStartMillis(), window.getEndMillis())
                : episode.unknown(window.getEndMillis());
        writer.tell(turn, rule, episode, value.orElse(0), () -> subject.heard().evidence(rule));
    }

    private void observeTalk(AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        long settledMillis = call.settledMillis();
        if (call.channels().size() > 1 || (settledMillis >= ALONE_MILLIS && !call.isOver())) {
            observeTalkUntil(settledMillis, book, call, out);
        }
    }

    /** At each step up to there, by what was said until then: so it depends on no order of arrival among the channels. */
    private void observeTalkUntil(
            long settledMillis, AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        List<AlertRule> rules = book.live(true);
        long nextMillis = (askedMillis / STEP_MILLIS + 1) * STEP_MILLIS;
        for (; nextMillis <= settledMillis; nextMillis += STEP_MILLIS) {
            askedMillis = nextMillis;
            observeTalk(rules, book, call, out);
        }
    }

    private void observeTalk(List<AlertRule> rules, AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        boolean areCounted = rules.stream()
                .anyMatch(rule ->
                        rule.measure() == Measure.INTERRUPTION && rule.range().covers(askedMillis));
        Talk talk = areCounted ? call.talk(askedMillis) : null;
        for (AlertRule rule : rules) {
            if (rule.isAboutCall()) {
                observeTalk(rule, CALL, talk, call, new AlertWriter(call, CALL, book.sha256(), out));
            } else {
                for (String channel : call.channels()) {
                    if (rule.isAboutChannel(channel)) {
                        observeTalk(rule, channel, talk, call, new AlertWriter(call, channel, book.sha256(), out));
                    }
                }
            }
        }
    }

    private void observeTalk(
            AlertRule rule, String channel, @Nullable Talk talk, Conversation call, AlertWriter writer) {
        Episode episode = subject(channel).episode(rule);
        if (!channel.equals(CALL) && askedMillis > call.toldMillis(channel)) {
            // Settled beyond what is known of it: it has ended.
            writer.tell(episode.end(), rule, episode, episode.extreme(), List::of);
            return;
        }
        if (!rule.range().covers(askedMillis)) {
            writer.tell(episode.unknown(askedMillis), rule, episode, 0, List::of);
            return;
        }
        if (rule.measure() == Measure.SILENCE || talk == null) {
            long spokenMillis = (channel.equals(CALL) ? call.channels() : List.of(channel))
                    .stream()
                            .mapToLong(name -> call.spokenUntilMillis(name, askedMillis))
                            .max()
                            .orElse(0);
            double seconds = (askedMillis - spokenMillis) / 1_000.0;
            Turn turn = episode.observe(rule, seconds, spokenMillis, askedMillis);
            writer.tell(turn, rule, episode, seconds, List::of);
            return;
        }
        List<Interruption> counted = interruptions(rule, channel, talk, askedMillis);
        long firstMillis = counted.isEmpty() ? askedMillis : counted.get(0).getAtMillis();
        Turn turn = episode.observe(rule, counted.size(), firstMillis, askedMillis);
        writer.tell(turn, rule, episode, counted.size(), List::of);
    }

    /** Those in the rule's range that were over by then, so that nothing about them changes any more. */
    private static List<Interruption> interruptions(AlertRule rule, String channel, Talk talk, long byMillis) {
        return talk.interruptions().stream()
                .filter(one -> channel.equals(CALL) || one.getBy().equals(channel))
                .filter(one -> one.getAtMillis() + one.getOverlapMillis() < byMillis)
                .filter(one -> one.getAtMillis() >= rule.range().fromMillis(byMillis)
                        && one.getAtMillis() < rule.range().to())
                .toList();
    }

    /** Goes on without a channel that has ended, and clears what its emotions have raised; what its talk has, where the call comes to its end. */
    public void end(String channel, AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        clearStale(book, call, out);
        clear(channel, book.live(false), book, call, out);
        observeTalk(book, call, out);
    }

    private void clear(
            String channel, List<AlertRule> rules, AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        Subject subject = subject(channel);
        AlertWriter writer = new AlertWriter(call, channel, book.sha256(), out);
        for (AlertRule rule : rules) {
            Episode episode = subject.episode(rule);
            writer.tell(episode.end(), rule, episode, episode.extreme(), List::of);
        }
    }

    /** The call is over: clears what it has raised, and asks the rules that are about the whole of it. */
    public void over(AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        clearStale(book, call, out);
        observeTalkUntil(call.durationMillis(), book, call, out);
        call.channels().forEach(channel -> clear(channel, book.rules(), book, call, out));
        clear(CALL, book.rules(), book, call, out);
        for (AlertRule rule : book.afterCall()) {
            if (rule.isAboutCall()) {
                askAfter(rule, CALL, call, new AlertWriter(call, CALL, book.sha256(), out));
            } else {
                for (String channel : call.channels()) {
                    if (rule.isAboutChannel(channel)) {
                        askAfter(rule, channel, call, new AlertWriter(call, channel, book.sha256(), out));
                    }
                }
            }
        }
    }

    private void askAfter(AlertRule rule, String channel, Conversation call, AlertWriter writer) {
        long callMillis = call.durationMillis();
        OptionalDouble value = switch (rule.measure()) {
            case SILENCE -> OptionalDouble.of(call.talk().longestSilenceMillis() / 1_000.0);
            case INTERRUPTION ->
                OptionalDouble.of((double) call.talk().interruptions().stream()
                        .filter(one -> channel.equals(CALL) || one.getBy().equals(channel))
                        .filter(one -> one.getAtMillis() >= rule.range().fromMillis(callMillis)
                                && one.getAtMillis() < rule.range().toMillis(callMillis))
                        .count());
            default -> subject(channel).heard().over(rule, callMillis);
        };
        if (value.isPresent() && rule.holds(value.getAsDouble())) {
            writer.tellAfterCall(rule, value.getAsDouble(), callMillis);
        }
    }

    /** Ends the episodes of rules that are gone, or changed under their name. */
    private void clearStale(AlertRuleBook book, Conversation call, Consumer<EmotionAlert> out) {
        subjects.forEach((channel, subject) -> subject.episodes().forEach((rule, episode) -> {
            String digest = book.digest(rule);
            if (digest == null || !episode.isOf(digest)) {
                if (episode.isRaised()) {
                    new AlertWriter(call, channel, book.sha256(), out)
                            .tellGone(rule, episode, digest == null ? RULE_GONE : RULE_CHANGED);
                }
                episode.restart(digest == null ? Episode.ANY_RULE : digest);
            }
        }));
    }

    private Subject subject(String channel) {
        return subjects.computeIfAbsent(channel, name -> new Subject());
    }

    /** Writes all of it, so that {@link #restore} goes on from here. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(askedMillis);
        out.writeInt(subjects.size());
        for (Map.Entry<String, Subject> entry : subjects.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static CallAlerts restore(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version < 1 || version > VERSION) {
            throw new IOException("alerts of version " + version + "; this knows 1 to " + VERSION);
        }
        CallAlerts alerts = new CallAlerts();
        // Below 0 in some that were written before: never yet.
        alerts.askedMillis = Math.max(0, in.readLong());
        for (int left = in.readInt(); left > 0; left--) {
            Subject subject = new Subject();
            alerts.subjects.put(in.readUTF(), subject);
            subject.readFrom(in, SnapshotFormat.NEWEST, version > 1);
        }
        return alerts;
    }
}
