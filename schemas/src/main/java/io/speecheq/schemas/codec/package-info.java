/** Records to bytes and back (Avro single-object encoding with every shipped schema version), and records to plain JSON. */
@NullMarked
package io.speecheq.schemas.codec;

import org.jspecify.annotations.NullMarked;
