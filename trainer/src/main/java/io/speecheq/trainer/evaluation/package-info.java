/** How well a network does on clips with labels: its opinions, their scores, and their calibration. */
@NullMarked
package io.speecheq.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
