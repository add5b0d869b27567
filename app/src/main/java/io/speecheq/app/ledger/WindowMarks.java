package io.speecheq.app.ledger;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** The windows of one channel, 20 bytes each: what they were, where they lie, and which are assessed. By index; one thread. */
final class WindowMarks {

    /** An index further ahead than this of what was seen is not believed: it would only take memory. */
    static final int MOST_AHEAD = 1 << 20;

    private final BitSet present = new BitSet();
    private final BitSet assessed = new BitSet();
    private long[] digests = new long[16];
    private long[] startMillis = new long[16];
    private int[] lengthMillis = new int[16];

    /** What a window is to those before it. */
    enum Seen {
        FIRST,
        AGAIN,
        OTHERWISE,
        UNBELIEVABLE
    }

    Seen accept(LedgerWindow window) {
        int index = window.index();
        if (index < 0 || index - present.length() > MOST_AHEAD) {
            return Seen.UNBELIEVABLE;
        }
        if (present.get(index)) {
            return digests[index] == window.digest() ? Seen.AGAIN : Seen.OTHERWISE;
        }
        reserve(index);
        present.set(index);
        assessed.set(index, window.isAssessed());
        digests[index] = window.digest();
        startMillis[index] = window.startMillis();
        lengthMillis[index] = Math.toIntExact(window.endMillis() - window.startMillis());
        return Seen.FIRST;
    }

    private void reserve(int index) {
        if (index >= digests.length) {
            int capacity = Math.max(index + 1, digests.length * 2);
            digests = Arrays.copyOf(digests, capacity);
            startMillis = Arrays.copyOf(startMillis, capacity);
            lengthMillis = Arrays.copyOf(lengthMillis, capacity);
        }
    }

    int windows() {
        return present.cardinality();
    }

    /** One more than the greatest index. */
    int length() {
        return present.length();
    }

    /** The least index, or {@link #length()}. */
    int first() {
        return Math.max(0, present.nextSetBit(0));
    }

    /** Calls {@code holes} with the first and the last index of each stretch that is missing from {@code from} to before {@code length}. */
    void forEachHole(int from, int length, HoleConsumer holes) {
        int hole = present.nextClearBit(from);
        while (hole < length) {
            int next = present.nextSetBit(hole);
            int end = next < 0 ? length : Math.min(next, length);
            holes.accept(hole, end - 1);
            hole = present.nextClearBit(end);
        }
    }

    /** Takes the two ends of a hole, both missing. */
    @FunctionalInterface
    interface HoleConsumer {
        void accept(int first, int last);
    }

    /** End of the last window; 0 without any. */
    long endMillis() {
        int last = present.length() - 1;
        return last < 0 ? 0 : startMillis[last] + lengthMillis[last];
    }

    /** From the first window's begin to the second's; the first window's length when it is alone. */
    long hopMillis() {
        return present.length() > 1 ? startMillis[1] - startMillis[0] : lengthMillis[0];
    }

    /** Each assessed window from its begin to the begin of the next, the last one to its end: no second counts twice. */
    long assessedMillis() {
        long[] sum = {0};
        forEach(assessed, index -> {
            long end = startMillis[index] + lengthMillis[index];
            int next = present.nextSetBit(index + 1);
            sum[0] += (next < 0 ? end : Math.min(end, startMillis[next])) - startMillis[index];
        });
        return sum[0];
    }

    private static void forEach(BitSet bits, IntConsumer action) {
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            action.accept(i);
        }
    }
}
