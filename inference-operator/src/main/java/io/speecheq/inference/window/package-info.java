/** Which windows may be assessed, and the event that each of them becomes. */
@NullMarked
package io.speecheq.inference.window;

import org.jspecify.annotations.NullMarked;
