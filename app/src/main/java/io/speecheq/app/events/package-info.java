/** The records of a topic as JSON lines. */
@NullMarked
package io.speecheq.app.events;

import org.jspecify.annotations.NullMarked;
