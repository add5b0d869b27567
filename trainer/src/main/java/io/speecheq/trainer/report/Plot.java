package io.speecheq.trainer.report;

/** Results that can be drawn. */
public sealed interface Plot permits ConfusionPlot, CurvesPlot, IntensityPlot, ReliabilityPlot {
    /** The picture, of this size in pixels. */
    Picture draw(int width, int height);
}
