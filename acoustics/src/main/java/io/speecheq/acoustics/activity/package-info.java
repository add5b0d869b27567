/** Whether anybody is speaking, frame by frame. */
@NullMarked
package io.speecheq.acoustics.activity;

import org.jspecify.annotations.NullMarked;
