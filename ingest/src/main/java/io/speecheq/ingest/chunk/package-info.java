/** A call's samples cut into audio chunks, channel by channel, and where chunks go. */
@NullMarked
package io.speecheq.ingest.chunk;

import org.jspecify.annotations.NullMarked;
