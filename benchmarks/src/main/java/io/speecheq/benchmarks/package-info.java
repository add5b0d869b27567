/** What one second of a call costs, step by step, measured by JMH. */
@NullMarked
package io.speecheq.benchmarks;

import org.jspecify.annotations.NullMarked;
