package io.speecheq.inference.release;

import java.io.Serializable;

/**
 * What a gate goes by.
 *
 * @param stores that releases may come from
 * @param leadMillis from a decision to the first audio that it is about; longer than the checkpoint that is to hold the
 *     decision takes to complete
 * @param patienceMillis after which a check that has not ended counts as a refusal
 */
record GateRules(ModelStores stores, long leadMillis, long patienceMillis) implements Serializable {

    private static final long serialVersionUID = 1L;

    GateRules {
        if (leadMillis < 0 || patienceMillis < 1) {
            throw new IllegalArgumentException(
                    "leadMillis must be at least 0 and patienceMillis 1, are " + leadMillis + " and " + patienceMillis);
        }
    }
}
