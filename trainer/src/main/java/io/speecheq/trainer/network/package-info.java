/** Networks written once in a small vocabulary of layers, their weights, and their run in libtorch. */
@NullMarked
package io.speecheq.trainer.network;

import org.jspecify.annotations.NullMarked;
