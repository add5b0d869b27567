/** A picture of a channel's emotion over the call. */
@NullMarked
package io.speecheq.app.plot;

import org.jspecify.annotations.NullMarked;
