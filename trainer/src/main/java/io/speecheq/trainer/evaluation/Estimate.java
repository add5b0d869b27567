package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Interval;
import java.util.Optional;

/**
 * A measure's value.
 *
 * @param interval 95 %, over speakers; empty where there are fewer than two, and for measures that have none
 */
public record Estimate(double value, Optional<Interval> interval) {}
