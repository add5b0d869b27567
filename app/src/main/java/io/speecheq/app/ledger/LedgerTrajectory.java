package io.speecheq.app.ledger;

/**
 * One record of the trajectories topic, as far as the ledger needs it.
 *
 * @param isFinal whether the channel has ended, by completion or by time
 * @param windows how many it says there are
 * @param totalMillis the channel's length
 * @param assessedMillis length of what has an emotion
 * @param digest of the record's value, byte for byte
 */
record LedgerTrajectory(
        ChannelAccount account,
        boolean isFinal,
        int revision,
        int windows,
        long totalMillis,
        long assessedMillis,
        long digest) {}
