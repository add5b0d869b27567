package io.speecheq.trainer.report;

import io.speecheq.trainer.evaluation.CalibrationBin;
import io.speecheq.trainer.evaluation.Scoreboard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reliability diagram (Guo et al. 2017): how often answers are right that are so sure. On the diagonal, scores mean what they
 * say.
 *
 * @param boards by what the line is called
 */
public record ReliabilityPlot(Map<String, Scoreboard> boards) implements Plot {
    public ReliabilityPlot {
        boards = new LinkedHashMap<>(boards);
    }

    @Override
    public Picture draw(int width, int height) {
        Axes axes = new Axes("Reliability", "confidence", "share that is right", width, height)
                .across(0, 1)
                .up(0, 1)
                .dashed("ideal", List.of(0.0, 1.0), List.of(0.0, 1.0));
        int line = 0;
        for (Map.Entry<String, Scoreboard> entry : boards.entrySet()) {
            List<CalibrationBin> bins = entry.getValue().calibration();
            axes.points(
                    entry.getKey(),
                    Colours.line(line++),
                    bins.stream().map(CalibrationBin::confidence).toList(),
                    bins.stream().map(CalibrationBin::accuracy).toList());
        }
        return Picture.of(axes.draw());
    }
}
