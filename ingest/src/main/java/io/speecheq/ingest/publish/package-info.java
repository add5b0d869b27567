/** Audio chunks onto their topic. */
@NullMarked
package io.speecheq.ingest.publish;

import org.jspecify.annotations.NullMarked;
