/** Samples as bytes on a wire: 16-bit PCM and G.711, both ways. */
@NullMarked
package io.speecheq.acoustics.pcm;

import org.jspecify.annotations.NullMarked;
