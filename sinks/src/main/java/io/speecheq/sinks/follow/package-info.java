/** The Flink operator that follows whole calls: emotion windows and channel ends to call summaries and alerts. */
@NullMarked
package io.speecheq.sinks.follow;

import org.jspecify.annotations.NullMarked;
