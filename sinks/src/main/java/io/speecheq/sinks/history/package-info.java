/** The records that are kept beyond their topics' retention: which there are, and how they are read from the topics for that. */
@NullMarked
package io.speecheq.sinks.history;

import org.jspecify.annotations.NullMarked;
