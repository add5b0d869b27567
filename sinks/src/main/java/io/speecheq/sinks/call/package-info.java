/** A call over its channels: who speaks, how much, how soon and over whom, from speech activity alone. */
@NullMarked
package io.speecheq.sinks.call;

import org.jspecify.annotations.NullMarked;
