/** Questions in SQL to the Parquet files of history, answered by DuckDB in this process. */
@NullMarked
package io.speecheq.app.query;

import org.jspecify.annotations.NullMarked;
