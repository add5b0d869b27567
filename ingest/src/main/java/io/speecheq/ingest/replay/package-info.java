/** A recording played into a chunk target at a chosen speed, as if it were a live call. */
@NullMarked
package io.speecheq.ingest.replay;

import org.jspecify.annotations.NullMarked;
