/** Recordings published as calls: their ids, and all of them at once. */
@NullMarked
package io.speecheq.app.replay;

import org.jspecify.annotations.NullMarked;
