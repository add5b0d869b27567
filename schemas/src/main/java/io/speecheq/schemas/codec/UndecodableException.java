package io.speecheq.schemas.codec;

/**
 * Bytes that are not a record: a value of the input, to be counted and put aside, never a reason to stop. Neither the
 * message nor a cause holds anything of the content, and there is no stack trace to pay for.
 */
public final class UndecodableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Reason {
        /** They do not begin as single-object encoding does: C3 01, then eight bytes of fingerprint. */
        NOT_A_RECORD,
        /** The fingerprint is none of this record's versions: another record, or a newer version than this build. */
        UNKNOWN_SCHEMA,
        /** They end before the record does, or claim a length that is not there. */
        TRUNCATED,
        /** The record ends before they do. */
        TRAILING_BYTES,
        /** A length, an index or a number that no record has. */
        MALFORMED
    }

    private final Reason reason;

    UndecodableException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
