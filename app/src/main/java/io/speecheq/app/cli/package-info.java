/** The speecheq command line. */
@NullMarked
package io.speecheq.app.cli;

import org.jspecify.annotations.NullMarked;
