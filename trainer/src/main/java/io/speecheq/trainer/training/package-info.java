/** From features and labels to trained weights: recipes, mini-batches, losses, the loop and its checkpoints. */
@NullMarked
package io.speecheq.trainer.training;

import org.jspecify.annotations.NullMarked;
