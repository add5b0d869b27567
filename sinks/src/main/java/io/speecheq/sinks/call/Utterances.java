package io.speecheq.sinks.call;

import io.speecheq.schemas.record.SpeechStretch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The utterances of one channel: its speech, with pauses shorter than the spec's closed; one thread.
 *
 * <p>Bounded: a channel that has more utterances than the spec allows has its pause doubled, and is told in coarser ones.
 * Closing pauses of d and then of 2 d gives what closing pauses of 2 d gives, so what is kept does not depend on when that
 * happened.
 */
final class Utterances {

    private final int most;
    private long pauseMillis;
    private long[] starts = new long[8];
    private long[] ends = new long[8];
    private int count;

    Utterances(TalkSpec spec) {
        most = spec.mostUtterances();
        pauseMillis = spec.pauseMillis();
    }

    /** Takes the next stretch of speech; one that begins before the last one ended is joined to it. */
    void accept(SpeechStretch stretch) {
        add(stretch.getStartMillis(), stretch.getEndMillis());
        while (count > most) {
            pauseMillis *= 2;
            joinPauses();
        }
    }

    private void add(long startMillis, long endMillis) {
        if (count > 0 && startMillis - ends[count - 1] < pauseMillis) {
            ends[count - 1] = Math.max(ends[count - 1], endMillis);
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = startMillis;
        ends[count] = endMillis;
        count++;
    }

    private void joinPauses() {
        int all = count;
        count = 0;
        for (int i = 0; i < all; i++) {
            add(starts[i], ends[i]);
        }
    }

    int count() {
        return count;
    }

    long startMillis(int utterance) {
        return starts[utterance];
    }

    long endMillis(int utterance) {
        return ends[utterance];
    }

    /** End of what was said by that moment; 0 where nothing was. */
    long spokenUntilMillis(long byMillis) {
        int last = count - 1;
        while (last >= 0 && starts[last] >= byMillis) {
            last--;
        }
        return last < 0 ? 0 : Math.min(ends[last], byMillis);
    }

    long lengthMillis(int utterance) {
        return ends[utterance] - starts[utterance];
    }

    /** Their lengths together. */
    long talkMillis() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += lengthMillis(i);
        }
        return sum;
    }

    long longestMillis() {
        long longest = 0;
        for (int i = 0; i < count; i++) {
            longest = Math.max(longest, lengthMillis(i));
        }
        return longest;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(pauseMillis);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeLong(starts[i]);
            out.writeInt(Math.toIntExact(lengthMillis(i)));
        }
    }

    void readFrom(DataInput in) throws IOException {
        pauseMillis = in.readLong();
        count = in.readInt();
        starts = new long[Math.max(count, 8)];
        ends = new long[Math.max(count, 8)];
        for (int i = 0; i < count; i++) {
            starts[i] = in.readLong();
            ends[i] = starts[i] + in.readInt();
        }
    }
}
