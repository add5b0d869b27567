/** Emotion over a call, for one channel: from windows in any order to one absolute, replay-equal record. */
@NullMarked
package io.speecheq.sinks.trajectory;

import org.jspecify.annotations.NullMarked;
