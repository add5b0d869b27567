package io.speecheq.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.speecheq.trainer.augmentation.AugmentationOptions;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every choice of a training run that is not its data. Options are named {@code part.name}, as in {@code losses.gamma}.
 *
 * @param epochs of the first stage
 * @param dropout share of the embedding dropped in training
 * @param refinement the second stage
 */
public record Recipe(
        int epochs,
        double dropout,
        Steps steps,
        Losses losses,
        Sampling sampling,
        Masking masking,
        AugmentationOptions augmentation,
        Refinement refinement,
        Measuring measuring) {
    public Recipe {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(dropout >= 0 && dropout < 1, "dropout", dropout, "at least 0 and under 1");
    }

    /** Refuses a value out of an option's range, by the option's name. */
    static void require(boolean holds, String name, double value, String what) {
        if (!holds) {
            throw new IllegalArgumentException("%s must be %s, not %s"
                    .formatted(
                            name,
                            what,
                            BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()));
        }
    }

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /**
     * The paper's values: focal losses with γ = 10, whole clips (of up to 4.5 s), its augmentation, two stages. It does not say for how many
     * epochs; these are ours.
     */
    public static Recipe paper() {
        return new Recipe(
                15,
                0,
                new Steps(32, 1e-4, Steps.Schedule.CONSTANT, 1e-5, 5, 0, 0, 0),
                new Losses(10, 0, 1, 0.1, 0.1),
                new Sampling(450, 450, 1, 0, 0, 0, 8, 1000),
                new Masking(0, 0, 0, 0),
                AugmentationOptions.paper(),
                new Refinement(3, 1e-6, 0.01, 0.01),
                new Measuring(1, Measuring.Selection.BEST));
    }

    /**
     * Our own choice; {@code docs/training.md} says why each value is what it is. Cross-entropy, as γ = 10 leaves
     * scores badly calibrated; the last epoch's averaged weights, as the development recall of single epochs is mostly luck; half of
     * the clips by telephone, as that is what is listened to.
     */
    public static Recipe standard() {
        return new Recipe(
                12,
                0.2,
                new Steps(16, 5e-4, Steps.Schedule.ONE_CYCLE, 1e-5, 5, 0.99, 20, 0),
                new Losses(0, 0.05, 1, 0.1, 0.1),
                new Sampling(160, 300, 2, 0.5, 0.5, 0.5, 8, 1000),
                new Masking(0.1, 0.06, 8, 15),
                AugmentationOptions.none(),
                new Refinement(0, 1e-6, 0.01, 0.01),
                new Measuring(4, Measuring.Selection.LAST));
    }

    /** Epochs of both stages. */
    int allEpochs() {
        return epochs + refinement.epochs();
    }

    /** The weights of the tasks in an epoch, counted from 1. */
    Losses lossesIn(int epoch) {
        return epoch <= epochs
                ? losses
                : new Losses(
                        losses.gamma(),
                        losses.smoothing(),
                        losses.intensity(),
                        refinement.phonemes(),
                        refinement.gender());
    }

    /** Whether development speakers are asked after an epoch, counted from 1. */
    boolean measures(int epoch) {
        return epoch == allEpochs() || (measuring.every() > 0 && epoch % measuring.every() == 0);
    }

    /** This recipe for the tasks that {@code losses} weighs. */
    public Recipe withLosses(Losses changed) {
        Refinement refined = new Refinement(
                refinement.epochs(),
                refinement.rate(),
                changed.phonemes() == 0 ? 0 : refinement.phonemes(),
                changed.gender() == 0 ? 0 : refinement.gender());
        return new Recipe(epochs, dropout, steps, changed, sampling, masking, augmentation, refined, measuring);
    }

    /** This recipe with clips as they are, but for their length. */
    Recipe undistorted() {
        Sampling longest = new Sampling(
                sampling.maxFrames(),
                sampling.maxFrames(),
                sampling.cuts(),
                sampling.emotionBalance(),
                sampling.speakerBalance(),
                sampling.telephone(),
                0,
                sampling.spokenFrames());
        return new Recipe(
                epochs,
                dropout,
                steps,
                losses,
                longest,
                new Masking(0, 0, 0, 0),
                AugmentationOptions.none(),
                refinement,
                measuring);
    }

    /** The recipe of that name: {@code default} or {@code paper}. */
    public static Recipe named(String name) {
        return switch (name) {
            case "default" -> standard();
            case "paper" -> paper();
            default -> throw new IllegalArgumentException("there is no recipe " + name + ", only default and paper");
        };
    }

    /** Every option by its name. */
    public SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>();
        flatten("", JSON.valueToTree(this), options);
        return options;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        node.properties().forEach(field -> {
            String name = prefix + field.getKey();
            if (field.getValue().isObject()) {
                flatten(name + ".", field.getValue(), into);
            } else {
                into.put(name, field.getValue().asText());
            }
        });
    }

    /**
     * This recipe with some options changed, by their names.
     *
     * @throws IllegalArgumentException when there is no such option, or it cannot have that value
     */
    public Recipe with(Map<String, String> changed) {
        ObjectNode tree = JSON.valueToTree(this);
        changed.forEach((name, value) -> {
            int dot = name.indexOf('.');
            JsonNode part = dot < 0 ? tree : tree.path(name.substring(0, dot));
            String leaf = name.substring(dot + 1);
            if (!part.path(leaf).isValueNode()) {
                throw new IllegalArgumentException(
                        "there is no option " + name + ", only " + options().keySet());
            }
            ((ObjectNode) part).set(leaf, TextNode.valueOf(value));
        });
        try {
            return JSON.treeToValue(tree, Recipe.class);
        } catch (JsonProcessingException e) {
            String reason =
                    e.getCause() instanceof IllegalArgumentException own ? own.getMessage() : e.getOriginalMessage();
            throw new IllegalArgumentException("options " + changed + ": " + reason, e);
        }
    }
}
