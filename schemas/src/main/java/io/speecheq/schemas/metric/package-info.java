/** The SpeechEQ metric: nine emotions, an intensity of 0..4, and the 25 names that category and intensity give. */
@NullMarked
package io.speecheq.schemas.metric;

import org.jspecify.annotations.NullMarked;
