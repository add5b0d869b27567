package io.speecheq.trainer.evaluation;

/**
 * Clips of like confidence: one point of a reliability diagram.
 *
 * @param confidence their mean
 * @param accuracy the share of them that is right
 */
public record CalibrationBin(long clips, double confidence, double accuracy) {}
