/** Published audio: raw records in, validated chunks or dead letters out. */
@NullMarked
package io.speecheq.streamfeatures.chunk;

import org.jspecify.annotations.NullMarked;
