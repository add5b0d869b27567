/** Clips as log-mel features, as recorded and as a telephone would carry them. */
@NullMarked
package io.speecheq.trainer.features;

import org.jspecify.annotations.NullMarked;
