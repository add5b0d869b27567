/** Trained networks as ONNX files with their model cards, proven equal before they are written. */
@NullMarked
package io.speecheq.trainer.export;

import org.jspecify.annotations.NullMarked;
