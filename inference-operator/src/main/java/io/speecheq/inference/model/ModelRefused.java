package io.speecheq.inference.model;

/** A file that must not serve; the message is one line that says what is wrong with it and what to do. */
public final class ModelRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_CAUSE = 300;

    public ModelRefused(String reason) {
        super(reason);
    }

    ModelRefused(String reason, Throwable cause) {
        super(reason + ": " + inOneLine(cause), cause);
    }

    private ModelRefused(String reason, ModelRefused told) {
        super(reason, told.getCause());
    }

    /** The same refusal, saying which file it is about. */
    ModelRefused of(String file) {
        return new ModelRefused(file + ": " + getMessage(), this);
    }

    /** The message of a failure on one line of bounded length. */
    static String inOneLine(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String line = message.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "...";
    }
}
