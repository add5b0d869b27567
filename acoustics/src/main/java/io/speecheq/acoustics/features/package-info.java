/** Log-mel features: the one frame function that training and serving share, over whole clips and over streams. */
@NullMarked
package io.speecheq.acoustics.features;

import org.jspecify.annotations.NullMarked;
