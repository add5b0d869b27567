/** The network: an ONNX file opened, held to its contract, and asked for emotion. */
@NullMarked
package io.speecheq.inference.model;

import org.jspecify.annotations.NullMarked;
