/** History of calls: the jobs that write it from the topics to PostgreSQL and to Parquet files, and how calls leave it again. */
@NullMarked
package io.speecheq.app.history;

import org.jspecify.annotations.NullMarked;
