/** The trainer's command line. */
@NullMarked
package io.speecheq.trainer.cli;

import org.jspecify.annotations.NullMarked;
