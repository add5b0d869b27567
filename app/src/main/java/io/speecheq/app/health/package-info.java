/** Whether a running job is well, in words: what is wrong, and what to do. */
@NullMarked
package io.speecheq.app.health;

import org.jspecify.annotations.NullMarked;
