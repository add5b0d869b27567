package io.speecheq.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A run's losses of each task, and its recall on development speakers, over the epochs; or the mean of several runs. */
public final class CurvesPlot implements Plot {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 480;

    private final TrainingCurves losses;
    private final TrainingCurves shares;
    private final int runs;

    private CurvesPlot(TrainingCurves curves, int runs) {
        this.runs = runs;
        losses = curves.beginningWith("loss");
        shares = curves.beginningWith("train_", "dev_");
    }

    /** From a run's {@code metrics.csv}: columns that begin with {@code loss}, {@code train_} or {@code dev_}. */
    public static CurvesPlot read(Path metricsCsv) throws IOException {
        return new CurvesPlot(TrainingCurves.read(metricsCsv), 1);
    }

    /** The mean of all runs that have such a file below a folder; empty where there is none. */
    public static Optional<CurvesPlot> meanOf(String metricsCsv, Path folder) throws IOException {
        List<TrainingCurves> all = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path file :
                    below.filter(path -> path.endsWith(metricsCsv)).sorted().toList()) {
                all.add(TrainingCurves.read(file));
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(new CurvesPlot(TrainingCurves.mean(all), all.size()));
    }

    /** How many runs these are the mean of. */
    int runs() {
        return runs;
    }

    /**
     * Draws a run's curves into a file. A run goes on without its picture: what prevents one becomes a warning, be it the file,
     * or a system without fonts, on which the JDK's drawing fails with errors that are no exceptions.
     */
    public static void write(Path metricsCsv, Path png, Consumer<String> warnings) {
        try {
            read(metricsCsv).draw(WIDTH, HEIGHT).write(png);
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            warnings.accept("%s is not drawn: %s".formatted(png, e));
        }
    }

    @Override
    public Picture draw(int width, int height) {
        double epochs = Math.max(2, Math.max(losses.lastEpoch(), shares.lastEpoch()));
        Axes left = new Axes("Losses in training", "epoch", "loss", Axes.share(width, 0, 2), height)
                .up(Math.min(0, losses.lowest()), losses.highest() * 1.05 + 1e-9);
        Axes right = new Axes("Shares that are right", "epoch", "share", Axes.share(width, 1, 2), height)
                .up(Math.min(0, shares.lowest()), Math.max(1, shares.highest()));
        fill(left.across(1, epochs).wholeSteps(), losses);
        fill(right.across(1, epochs).wholeSteps(), shares);
        return Picture.of(Axes.beside(List.of(left.draw(), right.draw())));
    }

    private static void fill(Axes axes, TrainingCurves curves) {
        int line = 0;
        for (Map.Entry<String, TrainingCurves.Curve> entry : curves.curves().entrySet()) {
            axes.points(
                    words(entry.getKey()),
                    Colours.line(line++),
                    entry.getValue().epochs(),
                    entry.getValue().values());
        }
    }

    /** {@code dev_uar_RAVDESS_clean} as {@code dev UAR RAVDESS clean}; a plain {@code loss} is the sum of the tasks'. */
    private static String words(String column) {
        if (column.equals("loss")) {
            return "all";
        }
        String words = column.startsWith("loss_") ? column.substring("loss_".length()) : column;
        return words.replace('_', ' ').replace(" uar ", " uar ".toUpperCase(Locale.ROOT));
    }
}
