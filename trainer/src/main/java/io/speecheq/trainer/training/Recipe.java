package io.speecheq.trainer.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every choice of a training run that is not its data. Options are named {@code part.name}, as in {@code losses.gamma}.
 *
 * @param dropout share of the embedding dropped in training
 */
public record Recipe(int epochs, double dropout, Steps steps, Losses losses, Sampling sampling, Masking masking) {
    /** How the rate goes over the run. */
    public enum Schedule {
        /** The same from first to last. */
        CONSTANT,
        /** A rise over the first part, then half a cosine down to nearly nothing (Smith and Topin 2019). */
        ONE_CYCLE
    }

    /**
     * The optimizer's steps: Adam.
     *
     * @param rate the highest learning rate
     * @param maxGradientNorm gradients longer than this are shortened to it
     * @param settling batches without distortion that an epoch ends with, heard but not learnt from, so that the statistics of
     *     normalisations become those of clips as they are (Wu and Johnson 2021); 0 for none
     */
    public record Steps(
            int batch, double rate, Schedule schedule, double weightDecay, double maxGradientNorm, int settling) {}

    /**
     * {@code L = L_emotion + intensity * L_intensity + gender * L_gender}.
     *
     * @param gamma of the focal losses; 0 is cross-entropy
     * @param smoothing share of the emotion label's mass that is spread over all emotions
     * @param intensity weight of 1 − CCC, α in the paper
     * @param gender weight of the gender loss, η in the paper
     */
    public record Losses(double gamma, double smoothing, double intensity, double gender) {}

    /**
     * What an epoch sees: as many clips as there are, each as often as its weight says.
     *
     * @param minFrames each batch has a length drawn between this and {@code maxFrames}; longer clips are cut at random
     * @param emotionBalance 0: a corpus's emotions as they come; 1: equally often
     * @param speakerBalance 0: speakers by their clips; 1: equally often. Between them, so that neither a corpus of two
     *     speakers with five hundred clips each drowns the others, nor one of thirty clips a speaker is learnt by heart
     * @param telephone share of clips heard through a telephone
     */
    public record Sampling(
            int minFrames, int maxFrames, double emotionBalance, double speakerBalance, double telephone) {}

    /**
     * Random changes to features. A gain is not among them: it adds a constant to log-mel, which the network removes.
     *
     * @param tempo speech is up to this share faster or slower
     * @param bandShift the mel axis is stretched by up to this share, as a longer or shorter vocal tract does
     * @param bands the widest masked group of bands; two groups a clip
     * @param frames the longest masked run of frames; two runs a clip
     */
    public record Masking(double tempo, double bandShift, int bands, int frames) {}

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** The paper's values, first stage: focal losses with γ = 10, whole clips up to three seconds, nothing random. */
    public static Recipe paper() {
        return new Recipe(
                15,
                0,
                new Steps(32, 1e-4, Schedule.CONSTANT, 1e-5, 5, 0),
                new Losses(10, 0, 1, 0.1),
                new Sampling(298, 298, 0, 0, 0),
                new Masking(0, 0, 0, 0));
    }

    /**
     * The recipe of the shipped network. Cross-entropy, as γ = 10 leaves scores badly calibrated; a rate of 3e-4, as at 1e-3
     * (with masks and smoothing twice as strong) four epochs did not leave chance on RAVDESS; half of the clips by telephone,
     * as that is what is listened to; cuts of 1.8 to 3.4 s, as a network trained on two seconds at most lost 0.15 to 0.25 of its
     * recall on longer ones; twenty batches to settle, which gave back 0.1 of recall on unheard speakers.
     */
    public static Recipe standard() {
        return new Recipe(
                22,
                0.2,
                new Steps(32, 3e-4, Schedule.ONE_CYCLE, 1e-5, 5, 20),
                new Losses(0, 0.05, 1, 0.1),
                new Sampling(180, 340, 0.5, 0.5, 0.5),
                new Masking(0.1, 0.06, 8, 15));
    }

    /** This recipe with clips as they are, but for their length. */
    Recipe undistorted() {
        Sampling longest = new Sampling(
                sampling.maxFrames(),
                sampling.maxFrames(),
                sampling.emotionBalance(),
                sampling.speakerBalance(),
                sampling.telephone());
        return new Recipe(epochs, dropout, steps, losses, longest, new Masking(0, 0, 0, 0));
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
            throw new IllegalArgumentException("options " + changed + ": " + e.getOriginalMessage(), e);
        }
    }
}
