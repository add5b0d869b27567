package io.speecheq.app.ledger;

/**
 * One record of the emotions topic, as far as the ledger needs it.
 *
 * @param startMillis media time of its begin
 * @param endMillis media time of its end
 * @param isAssessed whether it has an emotion
 * @param digest of the record's value, byte for byte; headers do not count
 */
record LedgerWindow(
        ChannelAccount account, int index, long startMillis, long endMillis, boolean isAssessed, long digest) {}
