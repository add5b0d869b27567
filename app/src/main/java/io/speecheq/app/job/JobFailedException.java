package io.speecheq.app.job;

/** The job broke off; the message is one line, the cause has the rest. */
public final class JobFailedException extends Exception {

    private JobFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Flink wraps what went wrong several times in general words: the innermost says it. */
    public static JobFailedException of(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String words = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return new JobFailedException("the job failed: " + words.replaceAll("\\s+", " "), failure);
    }
}
