/** The calls that are live or were until lately, kept by Kafka Streams from the emotions and trajectories topics. */
@NullMarked
package io.speecheq.dashboard.calls;

import org.jspecify.annotations.NullMarked;
