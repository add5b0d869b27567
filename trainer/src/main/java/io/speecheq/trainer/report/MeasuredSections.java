package io.speecheq.trainer.report;

import io.speecheq.trainer.evaluation.Estimate;
import io.speecheq.trainer.evaluation.Measure;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Prediction;
import io.speecheq.trainer.evaluation.Scoreboard;
import io.speecheq.trainer.evaluation.Spread;
import io.speecheq.trainer.features.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** A network's measurements as sections of a report. */
public record MeasuredSections(Measurements measured) {
    private static final int WIDTH = 960;
    private static final int PANEL_HEIGHT = 420;
    private static final int CONFUSION_TOP = 90;
    private static final int CONFUSION_ROW = 52;
    private static final int RELIABILITY_SIDE = 560;

    /** Every measure, and then each corpus: its speakers, its confusions, its calibration. */
    public List<Section> all() {
        List<Section> sections = new ArrayList<>();
        sections.add(results());
        measured.boards().forEach((corpus, conditions) -> sections.add(corpus(corpus, conditions)));
        return sections;
    }

    /** Every measure of each corpus in each condition. */
    public Section results() {
        List<String> columns = new ArrayList<>(List.of("corpus, condition", "clips", "speakers"));
        Arrays.stream(Measure.values()).map(Measure::label).forEach(columns::add);
        List<List<String>> rows = new ArrayList<>();
        measured.boards()
                .forEach((corpus, conditions) -> conditions.forEach(
                        (condition, board) -> rows.add(row(corpus + ", " + condition.label(), board))));
        return new Section(
                "Results",
                List.of(
                        new Table("Every measure, with its interval", columns, rows),
                        new Paragraph(
                                "WA: share of clips that are right. UAR (UA): mean recall over the emotions that occur. "
                                        + "UAI: the same over neutral, joy, anger and sadness. MSE and CCC: error and concordance of "
                                        + "intensity. ECE: expected calibration error; by chance: what a calibrated network would show with so many clips. "
                                        + Measurements.intervalsInWords())));
    }

    private static List<String> row(String name, Scoreboard board) {
        List<String> row = new ArrayList<>();
        row.add(name);
        row.add(String.valueOf(board.predictions().size()));
        row.add(String.valueOf(board.speakers()));
        Map<Measure, Estimate> estimates = board.estimates();
        for (Measure measure : Measure.values()) {
            Estimate estimate = estimates.get(measure);
            row.add(estimate == null ? "–" : words(estimate));
        }
        return row;
    }

    private static String words(Estimate estimate) {
        return decimal(estimate.value())
                + estimate.interval()
                        .map(range -> String.format(Locale.ROOT, " (%.2f–%.2f)", range.low(), range.high()))
                        .orElse("");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Of one corpus: its speakers, its confusions, its calibration. */
    public static Section corpus(String corpus, Map<Condition, Scoreboard> conditions) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(speakers(conditions));
        Map<String, Scoreboard> lines = new LinkedHashMap<>();
        conditions.forEach((condition, board) -> {
            lines.put(condition.label(), board);
            int height = CONFUSION_TOP + CONFUSION_ROW * board.recalls().size();
            String title = "Confusions, %s, %s".formatted(corpus, condition.label());
            blocks.add(new Figure(title, new ConfusionPlot(title, board).draw(WIDTH, height)));
        });
        blocks.add(new Figure(
                "Reliability, " + corpus + ": on the diagonal, an answer of confidence 0.7 is right 7 times in 10",
                new ReliabilityPlot(lines).draw(RELIABILITY_SIDE, RELIABILITY_SIDE)));
        return new Section(corpus, blocks);
    }

    private static Table speakers(Map<Condition, Scoreboard> conditions) {
        TreeSet<String> names = new TreeSet<>();
        conditions.values().forEach(board -> names.addAll(board.bySpeaker().keySet()));
        List<String> columns = new ArrayList<>(List.of("speaker"));
        conditions.keySet().forEach(condition -> columns.addAll(List.of("clips, " + condition.label(), "UAR")));
        List<List<String>> rows = new ArrayList<>();
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of(name));
            for (Scoreboard board : conditions.values()) {
                Scoreboard own = board.bySpeaker().get(name);
                row.add(own == null ? "–" : String.valueOf(own.predictions().size()));
                row.add(own == null ? "–" : decimal(own.unweightedAverageRecall()));
            }
            rows.add(row);
        }
        rows.add(spread(
                "mean ± deviation",
                conditions,
                spread -> decimal(spread.mean()) + " ± " + decimal(spread.deviation())));
        rows.add(spread(
                "lowest–highest", conditions, spread -> decimal(spread.lowest()) + "–" + decimal(spread.highest())));
        return new Table("UAR of each speaker", columns, rows);
    }

    private static List<String> spread(
            String name, Map<Condition, Scoreboard> conditions, Function<Spread, String> words) {
        List<String> row = new ArrayList<>(List.of(name));
        conditions.values().forEach(board -> row.addAll(List.of("", words.apply(board.recallOverSpeakers()))));
        return row;
    }

    /** What the network tells of intensity at each labelled level, for these sets of clips, such as train and test. */
    public static Section intensities(Map<String, List<Prediction>> sets) {
        return new Section(
                "Intensity",
                List.of(new Figure(
                        "Density of the predicted intensity over clips labelled neutral (under 1), low (1 to 2), medium (2 to 3) and high (3 to 4)",
                        new IntensityPlot(sets).draw(WIDTH, PANEL_HEIGHT))));
    }

    /** How the run went, or the mean of several. */
    public static Section training(CurvesPlot curves) {
        return new Section(
                "Training",
                List.of(new Figure(
                        "Losses of each task, and recall on development speakers, over the epochs"
                                + (curves.runs() == 1 ? "" : ": the mean of " + curves.runs() + " networks"),
                        curves.draw(WIDTH, PANEL_HEIGHT))));
    }
}
