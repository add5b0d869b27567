/** Recordings through the job's operators, bounded and without a broker, and what they say as JSON and CSV. */
@NullMarked
package io.speecheq.app.analysis;

import org.jspecify.annotations.NullMarked;
