/** How long a process that serves lives, and what it closes when it ends. */
@NullMarked
package io.speecheq.app.lifetime;

import org.jspecify.annotations.NullMarked;
