package io.speecheq.trainer.progress;

/** Hears how far a long piece of work has come. */
public interface Progress {
    /**
     * Called as often as there is something to tell; cheap.
     *
     * @param done of {@code total}, counted from 1
     * @param note what else there is to say, in a few words
     */
    void at(String work, long done, long total, String note);

    static Progress silent() {
        return (work, done, total, note) -> {};
    }
}
