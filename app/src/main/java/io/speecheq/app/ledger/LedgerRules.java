package io.speecheq.app.ledger;

/**
 * What counts as a problem.
 *
 * @param isEachOnce whether a window that is told twice with equal values is one: under exactly once it is
 * @param isOpenAllowed whether a channel may still be open
 */
public record LedgerRules(boolean isEachOnce, boolean isOpenAllowed) {}
