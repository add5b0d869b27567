package io.speecheq.streamfeatures.chunk;

import java.util.Locale;

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
    ABSURD_GAP;

    /** The reason as metric and header names have it: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
