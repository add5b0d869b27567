/** How this module's values travel through Flink: exact bytes that begin with the number of their format. */
@NullMarked
package io.speecheq.streamfeatures.format;

import org.jspecify.annotations.NullMarked;
