/** Networks offered to running jobs: files in a store, records on the models topic, and what the jobs say to them. */
@NullMarked
package io.speecheq.app.release;

import org.jspecify.annotations.NullMarked;
