package io.speecheq.trainer.corpus;

/** A speaker's gender as corpora label it, in the order of the network's output. */
public enum Gender {
    FEMALE,
    MALE
}
