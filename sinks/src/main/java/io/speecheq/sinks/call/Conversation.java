package io.speecheq.sinks.call;

import io.speecheq.schemas.record.CallStatus;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.ChannelSummary;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.Interruption;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call as its channels unfold: their windows and ends go in, in any order, what can be said of the call comes out; one
 * thread.
 *
 * <p>It depends on which windows there are and on nothing else. The revision is twice the number of windows and ends seen,
 * and one more once the call is over: the same revision is the same record, but for STARTED instead of UPDATED. A call is
 * over when every channel that is known has ended; should another channel come after that, it goes on.
 *
 * <p>Bounded: at most {@value #MOST_CHANNELS} channels, each with the spec's number of utterances and 256 held windows.
 */
public final class Conversation {

    /** More than a call ever has; what other channels say is passed over. */
    static final int MOST_CHANNELS = 16;

    private static final int MOST_INTERRUPTIONS = 64;
    private static final int VERSION = 1;

    private final TalkSpec spec;
    private final String callId;
    private final SortedMap<String, TalkingChannel> channels = new TreeMap<>();
    private @Nullable Instant callStart;

    public Conversation(TalkSpec spec, String callId) {
        this.spec = spec;
        this.callId = callId;
    }

    public String callId() {
        return callId;
    }

    /** Media time 0; that of the first record seen. */
    public Instant callStart() {
        return callStart == null ? Instant.EPOCH : callStart;
    }

    /** Takes in a window of any of the call's channels; passes on those that are next on their channel, each once. */
    public void accept(EmotionWindow window, Consumer<EmotionWindow> inOrder) {
        TalkingChannel channel = channel(window.getCallId(), window.getChannel(), window.getCallStart());
        if (channel != null) {
            channel.accept(window, inOrder);
        }
    }

    /** Takes in the end of a channel; the first one counts. */
    public void close(ChannelClosed end) {
        TalkingChannel channel = channel(end.getCallId(), end.getChannel(), end.getCallStart());
        if (channel != null) {
            channel.close(end);
        }
    }

    private @Nullable TalkingChannel channel(String ofCall, String name, Instant start) {
        if (!callId.equals(ofCall)) {
            throw new IllegalArgumentException("call " + callId + " was given a record of call " + ofCall);
        }
        if (callStart == null) {
            callStart = start;
        }
        TalkingChannel known = channels.get(name);
        if (known == null && channels.size() < MOST_CHANNELS) {
            known = new TalkingChannel(spec);
            channels.put(name, known);
        }
        return known;
    }

    /** Ends closed channels without the windows that have not come. */
    public void giveUpMissing(Consumer<EmotionWindow> inOrder) {
        channels.values().stream().filter(TalkingChannel::isClosed).forEach(channel -> channel.giveUpMissing(inOrder));
    }

    /** Whether a channel was closed of which windows are missing. */
    public boolean misses() {
        return channels.values().stream().anyMatch(channel -> channel.isClosed() && !channel.hasEnded());
    }

    /** Whether every channel that is known has ended. */
    public boolean isOver() {
        return !channels.isEmpty() && channels.values().stream().allMatch(TalkingChannel::hasEnded);
    }

    public boolean hasEnded(String channel) {
        TalkingChannel known = channels.get(channel);
        return known != null && known.hasEnded();
    }

    /** The names of its channels, in their order. */
    public List<String> channels() {
        return List.copyOf(channels.keySet());
    }

    /** Length of its longest channel so far. */
    public long durationMillis() {
        return channels.values().stream()
                .mapToLong(TalkingChannel::durationMillis)
                .max()
                .orElse(0);
    }

    /**
     * Media time up to which nothing that comes changes who spoke: a pause before the end of what is known of every channel
     * that goes on, as speech that follows sooner belongs to the utterance before it; once none goes on, the call's length.
     */
    public long settledMillis() {
        return channels.values().stream()
                .filter(channel -> !channel.hasEnded())
                .mapToLong(channel -> channel.toldMillis() - spec.pauseMillis())
                .min()
                .orElseGet(this::durationMillis);
    }

    /** Media time up to which the channel is known; once it has ended, where. */
    public long toldMillis(String channel) {
        TalkingChannel known = channels.get(channel);
        return known == null ? 0 : known.toldMillis();
    }

    /** End of what the channel had said by that moment; 0 where it had not spoken. */
    public long spokenUntilMillis(String channel, long byMillis) {
        TalkingChannel known = channels.get(channel);
        return known == null ? 0 : known.utterances().spokenUntilMillis(byMillis);
    }

    /** Who spoke when, so far. */
    public Talk talk() {
        return talk(durationMillis());
    }

    /** Who had spoken when by that moment. */
    public Talk talk(long byMillis) {
        Map<String, Utterances> utterances = new TreeMap<>();
        channels.forEach((name, channel) -> utterances.put(name, channel.utterances()));
        return Talk.of(spec, byMillis, utterances);
    }

    /** Rises with everything that is seen. */
    public int revisionNumber() {
        int seen = channels.values().stream()
                .mapToInt(channel -> channel.windows() + (channel.hasEnded() ? 1 : 0))
                .sum();
        return 2 * seen + (isOver() ? 1 : 0);
    }

    /**
     * The call as it stands.
     *
     * @param isFirst whether nothing has been told of the call before
     */
    public CallSummary revision(boolean isFirst) {
        Talk talk = talk();
        long durationMillis = durationMillis();
        List<Interruption> interruptions = talk.interruptions();
        int dropped = Math.max(0, interruptions.size() - MOST_INTERRUPTIONS);
        return CallSummary.newBuilder()
                .setCallId(callId)
                .setCallStart(callStart())
                .setStatus(status(isFirst))
                .setRevision(revisionNumber())
                .setDurationMillis(durationMillis)
                .setTalkMillis(talk.talkMillis())
                .setOverlapMillis(talk.overlapMillis())
                .setNonTalkMillis(Math.max(0, durationMillis - talk.talkMillis()))
                .setLongestSilenceMillis(talk.longestSilenceMillis())
                .setLongestSilenceAtMillis(talk.longestSilenceAtMillis())
                .setChannels(summaries(talk))
                .setInterruptions(List.copyOf(interruptions.subList(dropped, interruptions.size())))
                .setDroppedInterruptions(dropped)
                .build();
    }

    private CallStatus status(boolean isFirst) {
        if (!isOver()) {
            return isFirst ? CallStatus.STARTED : CallStatus.UPDATED;
        }
        boolean timedOut =
                channels.values().stream().anyMatch(channel -> channel.status() == TrajectoryStatus.TIMED_OUT);
        return timedOut ? CallStatus.TIMED_OUT : CallStatus.COMPLETED;
    }

    private List<ChannelSummary> summaries(Talk talk) {
        long allMillis = channels.values().stream()
                .mapToLong(channel -> channel.utterances().talkMillis())
                .sum();
        List<ChannelSummary> summaries = new ArrayList<>();
        channels.forEach((name, channel) -> summaries.add(summary(name, channel, talk, allMillis)));
        return summaries;
    }

    private static ChannelSummary summary(String name, TalkingChannel channel, Talk talk, long allMillis) {
        Utterances utterances = channel.utterances();
        Talk.Responses responses = talk.responses(name);
        long interruptions = talk.interruptions().stream()
                .filter(interruption -> interruption.getBy().equals(name))
                .count();
        return ChannelSummary.newBuilder()
                .setChannel(name)
                .setStatus(channel.status())
                .setWindows(channel.windows())
                .setDurationMillis(channel.durationMillis())
                .setTalkMillis(utterances.talkMillis())
                .setTalkRatio(allMillis == 0 ? 0 : (float) ((double) utterances.talkMillis() / allMillis))
                .setUtterances(utterances.count())
                .setLongestUtteranceMillis(utterances.longestMillis())
                .setInterruptions(Math.toIntExact(interruptions))
                .setResponses(responses.count())
                .setMeanResponseMillis(responses.count() == 0 ? null : (Long) responses.meanMillis())
                .setLongestResponseMillis(responses.count() == 0 ? null : (Long) responses.longestMillis())
                .build();
    }

    /** Writes all of it, so that {@link #restore} goes on from here, by the same numbers. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        spec.writeTo(out);
        out.writeUTF(callId);
        out.writeLong(callStart().toEpochMilli());
        out.writeInt(channels.size());
        for (Map.Entry<String, TalkingChannel> entry : channels.entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().writeTo(out);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Conversation restore(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("conversation of version " + version + "; this knows " + VERSION);
        }
        TalkSpec spec = TalkSpec.readFrom(in);
        Conversation conversation = new Conversation(spec, in.readUTF());
        conversation.callStart = Instant.ofEpochMilli(in.readLong());
        for (int left = in.readInt(); left > 0; left--) {
            TalkingChannel channel = new TalkingChannel(spec);
            conversation.channels.put(in.readUTF(), channel);
            channel.readFrom(in);
        }
        return conversation;
    }
}
