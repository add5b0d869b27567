package io.speecheq.app.ledger;

/**
 * How much was looked at.
 *
 * @param records of the emotions topic
 * @param windows different ones among them
 * @param closed channels that have ended
 * @param open channels that have not
 * @param replaced channels without an end, of whose call id a later call is told: a compacted topic keeps the later one
 * @param forgotten channels whose trajectory was deleted, as {@code erase} does: their windows stay until retention takes them
 * @param expired channels whose first windows the topic no longer has
 * @param reusedIds channel names that more than one call has
 */
public record LedgerTotals(
        long records,
        long windows,
        long calls,
        long closed,
        long open,
        long replaced,
        long forgotten,
        long expired,
        long reusedIds) {

    static final LedgerTotals NONE = new LedgerTotals(0, 0, 0, 0, 0, 0, 0, 0, 0);

    LedgerTotals plus(LedgerTotals other) {
        return new LedgerTotals(
                records + other.records,
                windows + other.windows,
                calls + other.calls,
                closed + other.closed,
                open + other.open,
                replaced + other.replaced,
                forgotten + other.forgotten,
                expired + other.expired,
                reusedIds + other.reusedIds);
    }

    /** All channels. */
    public long channels() {
        return closed + open + replaced + forgotten;
    }
}
