/** The alert rules that running jobs follow, as the command line reads and replaces them. */
@NullMarked
package io.speecheq.app.alerts;

import org.jspecify.annotations.NullMarked;
