/** Recorded corpora as their owners publish them, under one scheme of labels, and their division by speakers. */
@NullMarked
package io.speecheq.trainer.corpus;

import org.jspecify.annotations.NullMarked;
