/** Arrays as numpy reads them. */
@NullMarked
package io.speecheq.app.npy;

import org.jspecify.annotations.NullMarked;
