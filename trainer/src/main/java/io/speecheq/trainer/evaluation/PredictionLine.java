package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.corpus.LabelledClip;
import io.speecheq.trainer.features.Condition;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A scored clip as a line of the predictions' CSV: texts by the names of their columns. */
record PredictionLine(Map<String, String> cells) {
    static final List<String> COLUMNS = Stream.concat(
                    Stream.of(
                            "path",
                            "corpus",
                            "speaker",
                            "condition",
                            "emotion",
                            "predicted",
                            "intensity",
                            "predicted_intensity"),
                    Arrays.stream(EmotionCategory.values()).map(PredictionLine::scoreColumn))
            .toList();

    /** What the file does not tell of a clip's language. */
    private static final String UNDETERMINED = "und";

    static PredictionLine of(ScoredClip scored, ClipNames names) {
        LabelledClip clip = scored.clip();
        Opinion opinion = scored.opinion();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("path", names.of(clip.path()));
        cells.put("corpus", clip.corpus());
        cells.put("speaker", clip.speaker());
        cells.put("condition", scored.condition().label());
        cells.put("emotion", clip.emotion().map(Enum::name).orElse(""));
        cells.put("predicted", opinion.emotion().name());
        cells.put("intensity", clip.hasIntensity() ? Float.toString(clip.intensity()) : "");
        cells.put("predicted_intensity", Float.toString(opinion.intensity()));
        for (EmotionCategory emotion : EmotionCategory.values()) {
            cells.put(scoreColumn(emotion), Float.toString(opinion.score(emotion)));
        }
        return new PredictionLine(cells);
    }

    /** What was asked, and which answer is right, apart from the answer. */
    static String question(String path, LabelledClip clip, Condition condition) {
        return String.join(
                "\t",
                Path.of(path).toString().replace('\\', '/'),
                clip.speaker(),
                condition.label(),
                clip.emotion().map(Enum::name).orElse(""),
                Float.toString(clip.intensity()));
    }

    /**
     * The clip of a line that has every column.
     *
     * @throws IllegalArgumentException when a value is none of its column's
     */
    ScoredClip clip() {
        List<Float> scores = Arrays.stream(EmotionCategory.values())
                .map(emotion -> number(scoreColumn(emotion)))
                .toList();
        LabelledClip clip = new LabelledClip(
                Path.of(cell("path")),
                cell("corpus"),
                cell("speaker"),
                Optional.empty(),
                cell("emotion").isEmpty() ? Optional.empty() : Optional.of(emotion()),
                cell("intensity").isEmpty() ? LabelledClip.UNLABELLED : number("intensity"),
                Optional.empty(),
                UNDETERMINED);
        return new ScoredClip(clip, condition(), new Opinion(scores, number("predicted_intensity")));
    }

    private EmotionCategory emotion() {
        return Arrays.stream(EmotionCategory.values())
                .filter(emotion -> emotion.name().equals(cell("emotion")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("emotion is '%s', which is none of %s"
                        .formatted(cell("emotion"), Arrays.toString(EmotionCategory.values()))));
    }

    private Condition condition() {
        return Arrays.stream(Condition.values())
                .filter(condition -> condition.label().equals(cell("condition")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "condition is '%s', neither clean nor telephone".formatted(cell("condition"))));
    }

    private float number(String column) {
        try {
            return Float.parseFloat(cell(column));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s', not a number".formatted(column, cell(column)), e);
        }
    }

    private String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    private static String scoreColumn(EmotionCategory emotion) {
        return "score_" + emotion.name().toLowerCase(Locale.ROOT);
    }
}
