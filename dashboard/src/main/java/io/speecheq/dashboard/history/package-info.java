/** Calls that have left the stores, as a database keeps them. */
@NullMarked
package io.speecheq.dashboard.history;

import org.jspecify.annotations.NullMarked;
