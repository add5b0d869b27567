/** Windows of features: where they lie on a channel's timeline, and the event that carries one. */
@NullMarked
package io.speecheq.streamfeatures.window;

import org.jspecify.annotations.NullMarked;
