/** The model card: what a network is, what it was trained on, how well it does, and how to check that a copy of it computes right. */
@NullMarked
package io.speecheq.schemas.card;

import org.jspecify.annotations.NullMarked;
