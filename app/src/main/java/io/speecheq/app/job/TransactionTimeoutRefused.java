package io.speecheq.app.job;

/** The brokers do not allow transactions as long as the job's; the message is one line that says what to change. */
public final class TransactionTimeoutRefused extends Exception {

    TransactionTimeoutRefused(String message) {
        super(message);
    }
}
