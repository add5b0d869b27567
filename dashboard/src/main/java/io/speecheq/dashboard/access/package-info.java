/** Who may see what: roles, tokens, sessions. */
@NullMarked
package io.speecheq.dashboard.access;

import org.jspecify.annotations.NullMarked;
