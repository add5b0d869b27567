/** Flink: feature windows in, micro-batches to the network, emotion windows out. */
@NullMarked
package io.speecheq.inference.operator;

import org.jspecify.annotations.NullMarked;
