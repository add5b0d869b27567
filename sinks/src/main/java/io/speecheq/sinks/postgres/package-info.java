/** History in PostgreSQL: its tables, how records get into them, and how they leave. */
@NullMarked
package io.speecheq.sinks.postgres;

import org.jspecify.annotations.NullMarked;
