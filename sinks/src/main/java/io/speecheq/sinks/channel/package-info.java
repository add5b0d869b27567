/** The windows of one channel, in order, counted and smoothed: what trajectories, calls and alerts are made of. */
@NullMarked
package io.speecheq.sinks.channel;

import org.jspecify.annotations.NullMarked;
