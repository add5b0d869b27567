package io.speecheq.streamfeatures.chunk;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Why a record of the audio topic became a dead letter. */
public enum RejectReason {
    /** The record has no value. */
    NO_VALUE,
    /** The bytes are no audio chunk of any version. */
    UNDECODABLE,
    /** The record or its audio is larger than allowed. */
    OVERSIZE,
    /** Call id or channel is empty, too long, or holds control characters. */
    BAD_NAME,
    /** The call's start is no date between 1970 and 9999. */
    BAD_CALL_START,
    /** The encoding is none that is known. */
    UNKNOWN_ENCODING,
    /** The sample rate is impossible. */
    BAD_RATE,
    /** The position is negative or absurdly late. */
    BAD_POSITION,
    /** The audio ends within a sample. */
    CUT_SAMPLE,
    /** The chunk lies absurdly far beyond all audio of its channel so far. */
    ABSURD_GAP,
    /** The chunk names another start of the call than the chunks before it: a second call under one id. */
    OTHER_CALL_START,
    /** The chunk begins where a call of the longest length has ended. */
    BEYOND_LONGEST_CALL;

    private static final Set<RejectReason> IN_CHANNEL =
            Collections.unmodifiableSet(EnumSet.of(ABSURD_GAP, OTHER_CALL_START, BEYOND_LONGEST_CALL));

    /** The reasons that only what came before on the channel gives; each of the others lies in the record itself. */
    public static Set<RejectReason> inChannel() {
        return IN_CHANNEL;
    }

    /** The reasons that lie in the record itself. */
    public static Set<RejectReason> inRecord() {
        return EnumSet.complementOf(EnumSet.copyOf(IN_CHANNEL));
    }
}
