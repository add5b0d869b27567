package io.speecheq.trainer.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.speecheq.schemas.record.EmotionCategory;
import io.speecheq.trainer.features.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measurements as a JSON file, whose fields {@code docs/evaluation.md} lists.
 *
 * @param model which network was measured
 * @param protocol in words: on whom, and how
 * @param heard speakers that the network may have been trained on
 */
public record EvaluationJson(String model, String protocol, List<String> heard, Measurements measurements) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public void write(Path file) throws IOException {
        Files.writeString(file, text() + "\n");
    }

    String text() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("model", model).put("protocol", protocol);
        ArrayNode speakers = root.putArray("speakers_heard_in_training");
        heard.forEach(speakers::add);
        root.putObject("intervals")
                .put("level", SpeakerBootstrap.LEVEL)
                .put("method", "bootstrap over speakers, percentile")
                .put("draws", SpeakerBootstrap.STANDARD.draws())
                .put("seed", SpeakerBootstrap.STANDARD.seed());
        ArrayNode results = root.putArray("results");
        measurements
                .boards()
                .forEach((corpus, conditions) -> conditions.forEach(
                        (condition, board) -> result(corpus, condition, board, results.addObject())));
        return JSON.writeValueAsString(root);
    }

    private static void result(String corpus, Condition condition, Scoreboard board, ObjectNode into) {
        into.put("corpus", corpus).put("condition", condition.label());
        into.put("clips", board.predictions().size());
        ArrayNode speakers = into.putArray("speakers");
        board.bySpeaker().keySet().forEach(speakers::add);
        ObjectNode measures = into.putObject("measures");
        board.estimates().forEach((measure, estimate) -> {
            ObjectNode one = measures.putObject(measure.key()).put("value", estimate.value());
            estimate.interval()
                    .ifPresent(interval -> one.put("low", interval.low()).put("high", interval.high()));
        });
        ObjectNode recalls = into.putObject("recalls");
        board.recalls().forEach((emotion, recall) -> recalls.put(emotion.name(), recall));
        bySpeaker(board, into);
        confusion(board, into.putObject("confusion"));
    }

    private static void bySpeaker(Scoreboard board, ObjectNode into) {
        ObjectNode own = into.putObject("uar_by_speaker");
        board.bySpeaker().forEach((speaker, alone) -> own.put(speaker, alone.unweightedAverageRecall()));
        Spread spread = board.recallOverSpeakers();
        into.putObject("uar_over_speakers")
                .put("mean", spread.mean())
                .put("deviation", spread.deviation())
                .put("lowest", spread.lowest())
                .put("highest", spread.highest());
    }

    private static void confusion(Scoreboard board, ObjectNode into) {
        for (EmotionCategory gold : board.recalls().keySet()) {
            ObjectNode row = into.putObject(gold.name());
            for (EmotionCategory told : EmotionCategory.values()) {
                long clips = board.confused(gold, told);
                if (clips > 0) {
                    row.put(told.name(), clips);
                }
            }
        }
    }
}
