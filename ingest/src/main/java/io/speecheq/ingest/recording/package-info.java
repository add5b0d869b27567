/** Recorded calls of any audio format, read piece by piece as samples. */
@NullMarked
package io.speecheq.ingest.recording;

import org.jspecify.annotations.NullMarked;
