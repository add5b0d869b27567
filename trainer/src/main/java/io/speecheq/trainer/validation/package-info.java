/** Divides a dataset into folds, each with clips to train on, to choose the epoch by and to test on. */
@NullMarked
package io.speecheq.trainer.validation;

import org.jspecify.annotations.NullMarked;
