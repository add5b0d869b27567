/** From one sample rate to another, over clips and over streams. */
@NullMarked
package io.speecheq.acoustics.resample;

import org.jspecify.annotations.NullMarked;
