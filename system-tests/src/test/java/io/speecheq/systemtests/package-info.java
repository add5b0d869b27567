/** What only the whole can show: end-to-end runs, parity between training and serving, and the rules of the architecture. */
@NullMarked
package io.speecheq.systemtests;

import org.jspecify.annotations.NullMarked;
