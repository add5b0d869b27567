package io.speecheq.trainer.report;

import io.speecheq.schemas.metric.IntensityLevel;
import io.speecheq.schemas.metric.SpeechEqMetric;
import io.speecheq.trainer.evaluation.Prediction;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the intensity that a network tells is distributed over clips labelled neutral, low, medium and high: a panel for each set of
 * clips, such as train and test. Densities are estimated with a Gaussian kernel, mirrored at 0 and 4.
 *
 * @param sets by name
 */
public record IntensityPlot(Map<String, List<Prediction>> sets) implements Plot {
    private static final double KERNEL = 0.15;
    private static final List<Double> PLACES =
            IntStream.rangeClosed(0, 200).mapToObj(i -> i / 50.0).toList();

    public IntensityPlot {
        sets = new LinkedHashMap<>(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("no clips to show the intensity of");
        }
    }

    @Override
    public Picture draw(int width, int height) {
        double highest = sets.values().stream()
                .mapToDouble(IntensityPlot::highestDensity)
                .max()
                .orElse(1);
        List<BufferedImage> panels = new ArrayList<>();
        for (Map.Entry<String, List<Prediction>> set : sets.entrySet()) {
            int share = Axes.share(width, panels.size(), sets.size());
            panels.add(panel(set.getKey(), set.getValue(), highest, share, height));
        }
        return Picture.of(Axes.beside(panels));
    }

    private static BufferedImage panel(String name, List<Prediction> clips, double highest, int width, int height) {
        Axes axes = new Axes(name, "predicted intensity", "density", width, height)
                .across(SpeechEqMetric.MIN_INTENSITY, SpeechEqMetric.MAX_INTENSITY)
                .up(0, highest * 1.05);
        for (IntensityLevel level : IntensityLevel.values()) {
            List<Double> told = told(clips, level);
            if (!told.isEmpty()) {
                String words = "%s (%d)".formatted(level.name().toLowerCase(Locale.ROOT), told.size());
                axes.line(
                        words,
                        Colours.of(level),
                        PLACES,
                        PLACES.stream().map(place -> density(told, place)).toList());
            }
        }
        return axes.draw();
    }

    private static double highestDensity(List<Prediction> clips) {
        return Arrays.stream(IntensityLevel.values())
                .map(level -> told(clips, level))
                .filter(told -> !told.isEmpty())
                .flatMap(told -> PLACES.stream().map(place -> density(told, place)))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    private static List<Double> told(List<Prediction> clips, IntensityLevel level) {
        return clips.stream()
                .filter(p ->
                        p.clip().hasIntensity() && SpeechEqMetric.level(p.clip().intensity()) == level)
                .map(p -> (double) p.opinion().intensity())
                .toList();
    }

    private static double density(List<Double> values, double place) {
        double sum = 0;
        for (double value : values) {
            sum += kernel(place - value) + kernel(place + value) + kernel(8 - place - value);
        }
        return sum / values.size();
    }

    private static double kernel(double distance) {
        return Math.exp(-distance * distance / (2 * KERNEL * KERNEL)) / (KERNEL * Math.sqrt(2 * Math.PI));
    }
}
