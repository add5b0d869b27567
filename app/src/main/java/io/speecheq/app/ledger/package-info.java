/** The ledger check: whether the topics tell every window of every call as they should, and the same as an offline run. */
@NullMarked
package io.speecheq.app.ledger;

import org.jspecify.annotations.NullMarked;
