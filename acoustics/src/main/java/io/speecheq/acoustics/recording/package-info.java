/** Recorded audio files, read piece by piece as samples. */
@NullMarked
package io.speecheq.acoustics.recording;

import org.jspecify.annotations.NullMarked;
