package io.speecheq.sinks.kafka;

/**
 * The headers that a dead letter has behind those it came with, in this order. The names of where from and why are those of
 * Kafka Streams (KIP-1034). Values are text in UTF-8.
 */
public final class LetterHeaders {

    /** Original length of a value that was cut for its size. */
    public static final String CUT_FROM_BYTES = "speecheq.cut-from-bytes";
    /** Original length of a key that was left out for its size. */
    public static final String CUT_KEY_BYTES = "speecheq.cut-key-bytes";
    /** Number of original headers that were left out for their size. */
    public static final String CUT_HEADERS = "speecheq.cut-headers";
    /** The reason, one of a few words; the first of the headers that every letter has. */
    public static final String EXCEPTION = "__streams.errors.exception";
    /** One line that says what was wrong. */
    public static final String MESSAGE = "__streams.errors.message";
    /** The topic that the record came from. */
    public static final String TOPIC = "__streams.errors.topic";

    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";
    /** The record's own timestamp, epoch milliseconds. */
    public static final String TIMESTAMP = "speecheq.original-timestamp";

    /** On a record that was sent back: the letter that it was, {@code partition/offset} of the dead-letter topic. */
    public static final String REPLAYED_FROM = "speecheq.replayed-from";
    /** On a receipt, which has neither key nor value: the letter that was sent back, {@code partition/offset}. */
    public static final String REPLAYED = "speecheq.replayed";

    private LetterHeaders() {}
}
