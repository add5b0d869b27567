/** History as Parquet files, partitioned by day. */
@NullMarked
package io.speecheq.sinks.parquet;

import org.jspecify.annotations.NullMarked;
