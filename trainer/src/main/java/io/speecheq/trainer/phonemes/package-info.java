/** From what is said in a clip to the phonemes that a network is to hear in it, and how many of them it misheard. */
@NullMarked
package io.speecheq.trainer.phonemes;

import org.jspecify.annotations.NullMarked;
