package io.speecheq.trainer.training;

/** What a run trained on of one corpus. */
public record CorpusShare(String name, String licence, int clips, int speakers, double hours) {
    /** Of two shares the one with more clips; this one when they are equal. */
    CorpusShare larger(CorpusShare other) {
        return other.clips > clips ? other : this;
    }
}
