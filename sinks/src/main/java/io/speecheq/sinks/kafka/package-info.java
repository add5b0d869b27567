/** The topics that the job writes: records to bytes, keys, partitions and headers, and the sinks over them. */
@NullMarked
package io.speecheq.sinks.kafka;

import org.jspecify.annotations.NullMarked;
