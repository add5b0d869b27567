package io.speecheq.trainer.evaluation;

import java.util.OptionalDouble;

/** What is measured of a network's answers. {@code docs/evaluation.md} has the formulas. */
public enum Measure {
    /** Weighted accuracy: the share of clips that are right. */
    WA("wa", "WA", true) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.weightedAccuracy();
        }
    },
    /** Unweighted average recall over the emotions that occur; also called UA. */
    UAR("uar", "UAR", true) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.unweightedAverageRecall();
        }
    },
    /**
     * Unweighted average recall over neutral, joy, anger and sadness, as far as they occur: the clips labelled with one
     * of the four, the answer still one of all nine.
     */
    UAI("uai", "UAI", true) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.recallOfFour();
        }
    },
    /** Mean squared error of intensity. */
    INTENSITY_MSE("intensity_mse", "intensity MSE", true) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.intensities().meanSquaredError();
        }
    },
    /** Concordance correlation coefficient of intensity (Lin 1989). */
    INTENSITY_CCC("intensity_ccc", "intensity CCC", true) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.intensities().concordance();
        }
    },
    /**
     * Expected calibration error (Guo et al. 2017). Without an interval: a sum of absolute values only grows when clips
     * are drawn twice, so the draws lie above the value.
     */
    ECE("ece", "ECE", false) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.calibrationError();
        }
    },
    /**
     * What {@link #ECE} would be on average if the network were calibrated: with few clips most of an error is chance.
     */
    ECE_BY_CHANCE("ece_by_chance", "ECE by chance", false) {
        @Override
        OptionalDouble of(Tally tally) {
            return tally.calibrationErrorByChance();
        }
    };

    private final String key;
    private final String label;
    private final boolean hasInterval;

    Measure(String key, String label, boolean hasInterval) {
        this.key = key;
        this.label = label;
        this.hasInterval = hasInterval;
    }

    /** As JSON names it. */
    public String key() {
        return key;
    }

    /** As model cards and tables name it. */
    public String label() {
        return label;
    }

    boolean hasInterval() {
        return hasInterval;
    }

    /** Empty where no clip has what is measured. */
    abstract OptionalDouble of(Tally tally);
}
