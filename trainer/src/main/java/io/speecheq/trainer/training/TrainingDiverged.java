package io.speecheq.trainer.training;

/** A loss that is not a number; the message names the batch. */
public final class TrainingDiverged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDiverged(String message) {
        super(message);
    }
}
