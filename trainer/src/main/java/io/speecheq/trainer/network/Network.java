package io.speecheq.trainer.network;

/** A network's architecture: a function of its input, written in {@link Operations}. It holds no weights. */
public interface Network {
    /** The name that checkpoints and model cards carry; it changes when the layers do. */
    String architecture();

    /**
     * Writes the layers down, from the input to the heads.
     *
     * @param features {@code [batch, frames, 80]}, log-mel, not normalised
     */
    <V> Heads<V> heads(Operations<V> on, V features);
}
