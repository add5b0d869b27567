package io.speecheq.sinks.alert;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whether one rule holds for one channel, or one call, and since when; one thread. */
final class Episode {

    /** A raised alert survives so long a break, so that it does not flicker. */
    private static final long GRACE_MILLIS = 3_000;

    /** So long may nothing be known before it counts as not holding. */
    private static final long UNKNOWN_MILLIS = 10_000;

    private static final long NEVER = -1;

    /** Of an episode whose rule is gone, or that was written before episodes knew theirs. */
    static final String ANY_RULE = "";

    private String rule;
    private int number;
    private boolean isRaised;
    private long sinceMillis = NEVER;
    private long firstEndMillis;
    private long heldUntilMillis;
    private double extreme;

    /** @param rule the digest of the rule that it is about */
    Episode(String rule) {
        this.rule = rule;
    }

    /** What came of an observation. */
    enum Turn {
        NONE,
        RAISED,
        CLEARED
    }

    /** The value was seen in the stretch from begin to end, after what was seen before. */
    Turn observe(AlertRule rule, double value, long startMillis, long endMillis) {
        if (rule.holds(value)) {
            if (sinceMillis == NEVER) {
                sinceMillis = startMillis;
                firstEndMillis = endMillis;
                extreme = value;
            }
            heldUntilMillis = endMillis;
            extreme = rule.isAtLeast() != rule.isNegated() ? Math.max(extreme, value) : Math.min(extreme, value);
            if (!isRaised && endMillis - firstEndMillis >= rule.forMillis()) {
                isRaised = true;
                number++;
                return Turn.RAISED;
            }
            return Turn.NONE;
        }
        return endMillis - heldUntilMillis >= (isRaised ? GRACE_MILLIS : 0) ? end() : Turn.NONE;
    }

    /** Nothing is known of the stretch that ends there. */
    Turn unknown(long endMillis) {
        return endMillis - heldUntilMillis > UNKNOWN_MILLIS ? end() : Turn.NONE;
    }

    /** It is over, whatever it was. */
    Turn end() {
        boolean wasRaised = isRaised;
        isRaised = false;
        if (!wasRaised) {
            sinceMillis = NEVER;
            return Turn.NONE;
        }
        return Turn.CLEARED;
    }

    /** After {@link Turn#CLEARED} was told: what comes now is another one. */
    void forget() {
        sinceMillis = NEVER;
    }

    /** Whether it is about the rule that this digest stands for; one of no known rule is from now on. */
    boolean isOf(String digest) {
        if (rule.equals(ANY_RULE)) {
            rule = digest;
        }
        return rule.equals(digest);
    }

    /** What was seen so far says nothing by that rule: what comes now is another one. */
    void restart(String digest) {
        rule = digest;
        forget();
    }

    boolean isRaised() {
        return isRaised;
    }

    /** From 1. */
    int number() {
        return number;
    }

    /** Where the stretch over which it holds, or held, began. */
    long sinceMillis() {
        return sinceMillis;
    }

    long heldUntilMillis() {
        return heldUntilMillis;
    }

    /** The value that was farthest beyond the threshold. */
    double extreme() {
        return extreme;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(rule);
        out.writeInt(number);
        out.writeBoolean(isRaised);
        out.writeLong(sinceMillis);
        out.writeLong(firstEndMillis);
        out.writeLong(heldUntilMillis);
        out.writeDouble(extreme);
    }

    /** @param hasRule whether it was written with its rule's digest */
    static Episode readFrom(DataInput in, boolean hasRule) throws IOException {
        Episode episode = new Episode(hasRule ? in.readUTF() : ANY_RULE);
        episode.number = in.readInt();
        episode.isRaised = in.readBoolean();
        episode.sinceMillis = in.readLong();
        episode.firstEndMillis = in.readLong();
        episode.heldUntilMillis = in.readLong();
        episode.extreme = in.readDouble();
        return episode;
    }
}
