package io.speecheq.trainer.network;

import java.util.Optional;

/**
 * What a network tells about a clip.
 *
 * @param emotion {@code [batch, 9]}, logits in the order of the SpeechEQ metric
 * @param intensity {@code [batch, 1]}, on the 0..4 scale, not yet clipped
 * @param gender {@code [batch, 2]}, logits, female first
 * @param phonemes {@code [batch, phonemes, frames]}, logits, when the network was made with an inventory
 */
public record Heads<V>(V emotion, V intensity, V gender, Optional<V> phonemes) {}
