package io.speecheq.trainer.training;

/** What a run trained on of one corpus. */
public record CorpusShare(String name, String licence, int clips, int speakers, double hours) {}
