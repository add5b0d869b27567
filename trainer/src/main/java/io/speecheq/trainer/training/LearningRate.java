package io.speecheq.trainer.training;

/** The learning rate of each step of a run. */
record LearningRate(Recipe recipe) {
    private static final double RISE = 0.15;
    private static final double START_DIVISOR = 25;
    private static final double END_DIVISOR = 1e4;

    /**
     * The rate of the next step.
     *
     * @param epochs that are done, of both stages, with the part of the one under way
     */
    double at(double epochs) {
        Steps steps = recipe.steps();
        if (epochs >= recipe.epochs()) {
            return recipe.refinement().rate();
        }
        if (steps.schedule() == Steps.Schedule.CONSTANT) {
            return steps.rate();
        }
        double part = epochs / recipe.epochs();
        return part < RISE
                ? between(steps.rate() / START_DIVISOR, steps.rate(), part / RISE)
                : between(steps.rate(), steps.rate() / END_DIVISOR, (part - RISE) / (1 - RISE));
    }

    private static double between(double from, double to, double part) {
        return to + (from - to) * (1 + Math.cos(Math.PI * part)) / 2;
    }
}
