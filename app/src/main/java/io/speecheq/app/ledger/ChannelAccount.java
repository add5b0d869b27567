package io.speecheq.app.ledger;

import java.time.Instant;

/**
 * What the ledger keeps apart: a channel of a call that began at a moment. The job itself keys by call id and channel alone, so while it remembers a
 * call, another one under the same id is taken for the same; after that the second call is told with indices from 0 again and its own begin.
 *
 * @param callStartMillis epoch milliseconds
 */
record ChannelAccount(String callId, String channel, long callStartMillis) {

    /** For people, in lines that they read. */
    String text() {
        return callId + " " + channel + " (" + Instant.ofEpochMilli(callStartMillis) + ")";
    }
}
