/** Synthetic calls for the page: to look at it, and to test it in a browser. */
@NullMarked
package io.speecheq.dashboard.stage;

import org.jspecify.annotations.NullMarked;
