package io.speecheq.sinks.call;

import io.speecheq.schemas.record.Interruption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who spoke when, over all channels of a call: what follows from their utterances and nothing else. A pure function of them,
 * computed anew for each revision, in one sweep over their begins and ends.
 *
 * <p>An interruption: a channel begins an utterance while another has been speaking for the spec's lead, both go on for the
 * spec's overlap, and the utterance is no mere "mm-hm". A response: nobody speaks, and who speaks next is not who spoke
 * last; the silence between is its delay.
 */
public final class Talk {

    private final TalkSpec spec;
    private final long durationMillis;
    private final List<Utterance> utterances;
    private final SortedMap<String, Responses> responses = new TreeMap<>();
    private final List<Interruption> interruptions = new ArrayList<>();

    private long talkMillis;
    private long overlapMillis;
    private long longestSilenceMillis;
    private long longestSilenceAtMillis;

    private record Utterance(String channel, long startMillis, long endMillis) {}

    /** How soon a channel answered. */
    static final class Responses {

        private int count;
        private long sumMillis;
        private long longestMillis;

        private void add(long delayMillis) {
            count++;
            sumMillis += delayMillis;
            longestMillis = Math.max(longestMillis, delayMillis);
        }

        int count() {
            return count;
        }

        long meanMillis() {
            return Math.round((double) sumMillis / count);
        }

        long longestMillis() {
            return longestMillis;
        }
    }

    private Talk(TalkSpec spec, long durationMillis, List<Utterance> utterances) {
        this.spec = spec;
        this.durationMillis = durationMillis;
        this.utterances = utterances;
    }

    /**
     * The talk of a call of that length so far; what was said after it is cut off.
     *
     * @param channels each channel's utterances by its name
     */
    static Talk of(TalkSpec spec, long durationMillis, Map<String, Utterances> channels) {
        List<Utterance> all = new ArrayList<>();
        channels.forEach((channel, utterances) -> {
            for (int i = 0; i < utterances.count() && utterances.startMillis(i) < durationMillis; i++) {
                long endMillis = Math.min(utterances.endMillis(i), durationMillis);
                all.add(new Utterance(channel, utterances.startMillis(i), endMillis));
            }
        });
        all.sort(Comparator.comparingLong(Utterance::startMillis).thenComparing(Utterance::channel));
        Talk talk = new Talk(spec, durationMillis, all);
        talk.sweep();
        return talk;
    }

    private void sweep() {
        List<Utterance> open = new ArrayList<>();
        long spokenUntil = 0;
        String lastSpeaker = "";
        for (Utterance next : utterances) {
            if (next.startMillis > spokenUntil) {
                silence(spokenUntil, next.startMillis);
                respond(lastSpeaker, next, spokenUntil);
            }
            long until = Math.max(spokenUntil, next.endMillis);
            talkMillis += until - Math.max(spokenUntil, next.startMillis);
            open.removeIf(other -> other.endMillis <= next.startMillis);
            open.forEach(other -> interrupt(other, next));
            open.add(next);
            if (next.endMillis >= spokenUntil) {
                lastSpeaker = next.channel;
            }
            spokenUntil = until;
        }
        silence(spokenUntil, durationMillis);
        overlapMillis = overlap();
    }

    private void silence(long fromMillis, long toMillis) {
        if (toMillis - fromMillis > longestSilenceMillis) {
            longestSilenceMillis = toMillis - fromMillis;
            longestSilenceAtMillis = fromMillis;
        }
    }

    private void respond(String lastSpeaker, Utterance next, long spokenUntil) {
        long delayMillis = next.startMillis - spokenUntil;
        boolean isResponse = !lastSpeaker.isEmpty()
                && !lastSpeaker.equals(next.channel)
                && delayMillis <= spec.longestResponseMillis();
        if (isResponse) {
            responses.computeIfAbsent(next.channel, channel -> new Responses()).add(delayMillis);
        }
    }

    private void interrupt(Utterance speaking, Utterance next) {
        long bothMillis = Math.min(speaking.endMillis, next.endMillis) - next.startMillis;
        boolean isInterruption = next.startMillis - speaking.startMillis >= spec.leadMillis()
                && bothMillis >= spec.overlapMillis()
                && next.endMillis - next.startMillis >= spec.shortestInterruptionMillis();
        if (isInterruption) {
            interruptions.add(new Interruption(next.channel, speaking.channel, next.startMillis, bothMillis));
        }
    }

    /** Time in which two or more speak: a sweep over begins and ends. */
    private long overlap() {
        long[] begins = utterances.stream().mapToLong(Utterance::startMillis).toArray();
        long[] ends =
                utterances.stream().mapToLong(Utterance::endMillis).sorted().toArray();
        long sum = 0;
        long since = 0;
        int speaking = 0;
        int end = 0;
        for (int begin = 0; end < ends.length; ) {
            boolean isBegin = begin < begins.length && begins[begin] < ends[end];
            long at = isBegin ? begins[begin++] : ends[end++];
            sum += speaking >= 2 ? at - since : 0;
            since = at;
            speaking += isBegin ? 1 : -1;
        }
        return sum;
    }

    long talkMillis() {
        return talkMillis;
    }

    long overlapMillis() {
        return overlapMillis;
    }

    public long longestSilenceMillis() {
        return longestSilenceMillis;
    }

    public long longestSilenceAtMillis() {
        return longestSilenceAtMillis;
    }

    /** In the order of time. */
    public List<Interruption> interruptions() {
        return interruptions;
    }

    /** Those of a channel; none where it never answered. */
    Responses responses(String channel) {
        return responses.getOrDefault(channel, new Responses());
    }
}
