package io.speecheq.app.ledger;

import java.util.SortedMap;

/**
 * One record of the calls topic, as far as the ledger needs it.
 *
 * @param isFinal whether the call has ended, by completion or by time
 * @param windows how many it says there are, by channel
 */
record LedgerCall(String callId, boolean isFinal, int revision, SortedMap<String, Integer> windows) {}
