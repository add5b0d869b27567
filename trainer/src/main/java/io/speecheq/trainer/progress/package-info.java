/** What long work tells while it goes on. */
@NullMarked
package io.speecheq.trainer.progress;

import org.jspecify.annotations.NullMarked;
