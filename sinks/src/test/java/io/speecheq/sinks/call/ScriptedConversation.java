package io.speecheq.sinks.call;

import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.Emotion;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.schemas.record.SpeechStretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A call of a known length with known speech and known scores, as windows of 3 s every second of each channel that says
 * something. Scores are 0.92 for what is felt, 0.01 for the others; a channel that feels nothing is not analysed.
 */
public final class ScriptedConversation {

    public static final String CALL = "call-1";
    public static final Instant START = Instant.ofEpochMilli(1_760_000_000_000L);

    private static final long HOP_MILLIS = 1_000;
    private static final long WINDOW_MILLIS = 3_000;

    private final long lengthMillis;
    private final Map<String, List<SpeechStretch>> speech = new TreeMap<>();
    private final Map<String, List<Mood>> moods = new TreeMap<>();

    private record Mood(long fromMillis, long toMillis, EmotionCategory category, float intensity) {}

    private ScriptedConversation(long lengthMillis) {
        this.lengthMillis = lengthMillis;
    }

    public static ScriptedConversation ofMillis(long lengthMillis) {
        return new ScriptedConversation(lengthMillis);
    }

    /** The channel speaks; in the order of time. */
    public ScriptedConversation says(String channel, long fromMillis, long toMillis) {
        speech.computeIfAbsent(channel, name -> new ArrayList<>()).add(new SpeechStretch(fromMillis, toMillis));
        return this;
    }

    /** Windows of the channel that begin there sound like that. */
    public ScriptedConversation feels(
            String channel, long fromMillis, long toMillis, EmotionCategory category, float intensity) {
        speech.computeIfAbsent(channel, name -> new ArrayList<>());
        moods.computeIfAbsent(channel, name -> new ArrayList<>())
                .add(new Mood(fromMillis, toMillis, category, intensity));
        return this;
    }

    public List<String> channels() {
        return List.copyOf(speech.keySet());
    }

    public List<EmotionWindow> windows(String channel) {
        List<EmotionWindow> windows = new ArrayList<>();
        long toldMillis = 0;
        for (int index = 0; index * HOP_MILLIS + WINDOW_MILLIS <= lengthMillis; index++) {
            long start = index * HOP_MILLIS;
            long end = start + WINDOW_MILLIS;
            Emotion emotion = emotion(channel, start);
            windows.add(new EmotionWindow(
                    CALL,
                    channel,
                    index,
                    start,
                    end,
                    START,
                    0.5f,
                    -30f,
                    emotion,
                    emotion == null ? NotAssessed.CHANNEL_NOT_ANALYSED : null,
                    emotion == null ? null : "net:1",
                    between(channel, toldMillis, end)));
            toldMillis = end;
        }
        return windows;
    }

    private List<SpeechStretch> between(String channel, long fromMillis, long toMillis) {
        List<SpeechStretch> stretches = new ArrayList<>();
        for (SpeechStretch stretch : speech.getOrDefault(channel, List.of())) {
            long start = Math.max(stretch.getStartMillis(), fromMillis);
            long end = Math.min(stretch.getEndMillis(), toMillis);
            if (start < end) {
                stretches.add(new SpeechStretch(start, end));
            }
        }
        return stretches;
    }

    private @Nullable Emotion emotion(String channel, long startMillis) {
        return moods.getOrDefault(channel, List.of()).stream()
                .filter(mood -> startMillis >= mood.fromMillis && startMillis < mood.toMillis)
                .findFirst()
                .map(mood -> new Emotion(
                        mood.category,
                        SpeechEqMetric.name(mood.category, mood.intensity),
                        mood.intensity,
                        scores(mood.category)))
                .orElse(null);
    }

    private static List<Float> scores(EmotionCategory category) {
        List<Float> scores = new ArrayList<>();
        for (EmotionCategory other : EmotionCategory.values()) {
            scores.add(other == category ? 0.92f : 0.01f);
        }
        return scores;
    }

    public ChannelClosed end(String channel) {
        return end(channel, false);
    }

    public ChannelClosed end(String channel, boolean timedOut) {
        return new ChannelClosed(
                CALL, channel, START, timedOut, windows(channel).size(), lengthMillis, 0L, 0L);
    }

    /** The windows of all channels, as they come in live: second by second. */
    public List<EmotionWindow> live() {
        List<EmotionWindow> live = new ArrayList<>();
        int windows = channels().isEmpty() ? 0 : windows(channels().get(0)).size();
        for (int index = 0; index < windows; index++) {
            for (String channel : channels()) {
                live.add(windows(channel).get(index));
            }
        }
        return live;
    }

    /** A conversation that has seen all of it. */
    public Conversation told() {
        Conversation conversation = new Conversation(TalkSpec.standard(), CALL);
        live().forEach(window -> conversation.accept(window, next -> {}));
        channels().forEach(channel -> conversation.close(end(channel)));
        return conversation;
    }
}
