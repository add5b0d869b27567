/** One channel of a call: its chunks put in order, its gaps filled, its audio turned into feature windows. */
@NullMarked
package io.speecheq.streamfeatures.channel;

import org.jspecify.annotations.NullMarked;
