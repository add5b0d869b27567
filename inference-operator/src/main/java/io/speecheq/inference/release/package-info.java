/** Which network scores a window, and the networks that a process has open. */
@NullMarked
package io.speecheq.inference.release;

import org.jspecify.annotations.NullMarked;
