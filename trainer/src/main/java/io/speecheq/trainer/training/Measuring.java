package io.speecheq.trainer.training;

/**
 * How often development speakers are asked.
 *
 * @param every that many epochs, and after the last; 0 for after the last alone
 */
public record Measuring(int every, Selection selection) {
    /** Which epoch's network is kept. */
    public enum Selection {
        /** The one with the highest mean recall on development speakers; without any, the last one. */
        BEST,
        /** The last one. */
        LAST
    }
}
