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
     * @param averaging the network that is measured and kept has the mean of the weights over the steps, each weighing that much less
     *     than the one after it (Polyak and Juditsky 1992); 0 for the last weights
     * @param settling batches without distortion that the network which is measured hears but does not learn from, so that the
     *     statistics of normalisations become those of clips as they are (Wu and Johnson 2021); 0 for none
     * @param perEpoch steps of an epoch; 0 for as many as there are batches of clips. With a number, networks that learn from
     *     more and from fewer clips take equally many
     */
    public record Steps(
            int batch,
            double rate,
            Schedule schedule,
            double weightDecay,
            double maxGradientNorm,
            double averaging,
            int settling,
            int perEpoch) {
        public Steps {
            require(batch >= 1, "steps.batch", batch, "at least 1");
            require(rate > 0, "steps.rate", rate, "more than 0");
            require(weightDecay >= 0, "steps.weightDecay", weightDecay, "at least 0");
            require(maxGradientNorm > 0, "steps.maxGradientNorm", maxGradientNorm, "more than 0");
            require(averaging >= 0 && averaging < 1, "steps.averaging", averaging, "at least 0 and under 1");
            require(settling >= 0, "steps.settling", settling, "at least 0");
            require(perEpoch >= 0, "steps.perEpoch", perEpoch, "at least 0");
        }
    }

    /**
     * {@code L = L_emotion + intensity * L_intensity + phonemes * L_phonemes + gender * L_gender}.
     *
     * @param gamma of the focal losses; 0 is cross-entropy
     * @param smoothing share of the emotion label's mass that is spread over all emotions
     * @param intensity weight of 1 − CCC, α in the paper
     * @param phonemes weight of CTC, β in the paper; it counts in a run that has a phoneme inventory
     * @param gender weight of the gender loss, η in the paper
     */
    public record Losses(double gamma, double smoothing, double intensity, double phonemes, double gender) {
        public Losses {
            require(gamma >= 0, "losses.gamma", gamma, "at least 0");
            require(smoothing >= 0 && smoothing < 1, "losses.smoothing", smoothing, "at least 0 and under 1");
            require(intensity >= 0, "losses.intensity", intensity, "at least 0");
            require(phonemes >= 0, "losses.phonemes", phonemes, "at least 0");
            require(gender >= 0, "losses.gender", gender, "at least 0");
        }

        /** The same without the tasks that only help to learn: phonemes and gender. */
        public Losses withoutAuxiliaryTasks() {
            return new Losses(gamma, smoothing, intensity, 0, 0);
        }
    }

    /**
     * The paper's second stage: a constant rate, and other weights for the tasks beside emotion and intensity.
     *
     * @param epochs 0 for none
     */
    public record Refinement(int epochs, double rate, double phonemes, double gender) {
        public Refinement {
            require(epochs >= 0, "refinement.epochs", epochs, "at least 0");
        }
    }

    /** Which epoch's network is kept. */
    public enum Selection {
        /** The one with the highest mean recall on development speakers; without any, the last one. */
        BEST,
        /** The last one. */
        LAST
    }

    /**
     * How often development speakers are asked.
     *
     * @param every that many epochs, and after the last; 0 for after the last alone
     */
    public record Measuring(int every, Selection selection) {}

    /**
     * What an epoch sees: as many clips with an emotion as there are (or as its steps take), each as often as its weight says; and at each step some
     * spoken clips without one, for the phoneme task.
     *
     * @param minFrames each batch has a length drawn between this and {@code maxFrames}; longer clips are cut at random
     * @param cuts of so many random cuts of a clip the loudest is heard, so that few are of the silence around what is said
     * @param emotionBalance 0: a corpus's emotions as they come; 1: equally often
     * @param speakerBalance 0: speakers by their clips; 1: equally often. Between them, so that neither a corpus of two
     *     speakers with five hundred clips each drowns the others, nor one of thirty clips a speaker is learnt by heart
     * @param telephone share of clips heard through a telephone, as the evaluation's condition of that name
     * @param spokenBatch spoken clips of each step
     * @param spokenFrames longer spoken clips are left out: the phoneme task needs whole ones
     */
    public record Sampling(
            int minFrames,
            int maxFrames,
            int cuts,
            double emotionBalance,
            double speakerBalance,
            double telephone,
            int spokenBatch,
            int spokenFrames) {
        public Sampling {
            require(minFrames >= 1, "sampling.minFrames", minFrames, "at least 1");
            require(
                    maxFrames >= minFrames,
                    "sampling.maxFrames",
                    maxFrames,
                    "at least sampling.minFrames, " + minFrames);
            require(cuts >= 1, "sampling.cuts", cuts, "at least 1");
            require(telephone >= 0 && telephone <= 1, "sampling.telephone", telephone, "a share, 0 to 1");
            require(spokenBatch >= 0, "sampling.spokenBatch", spokenBatch, "at least 0");
        }
    }

    /**
     * Random changes to features. A gain is not among them: it adds a constant to log-mel, which the network removes.
     *
     * @param tempo speech is up to this share faster or slower
     * @param bandShift the mel axis is stretched by up to this share, as a longer or shorter vocal tract does
     * @param bands the widest masked group of bands; two groups a clip
     * @param frames the longest masked run of frames; two runs a clip
     */
    public record Masking(double tempo, double bandShift, int bands, int frames) {
        public Masking {
            require(tempo >= 0 && tempo < 1, "masking.tempo", tempo, "at least 0 and under 1");
            require(bandShift >= 0 && bandShift < 1, "masking.bandShift", bandShift, "at least 0 and under 1");
            require(bands >= 0, "masking.bands", bands, "at least 0");
            require(frames >= 0, "masking.frames", frames, "at least 0");
        }

        /** The most frames that a clip of so many can come to have. */
        int longest(int frames) {
            return 1 + (int) Math.floor((frames - 1) / (1 - tempo));
        }
    }

    public Recipe {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(dropout >= 0 && dropout < 1, "dropout", dropout, "at least 0 and under 1");
    }

    private static void require(boolean holds, String name, double value, String what) {
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
                new Steps(32, 1e-4, Schedule.CONSTANT, 1e-5, 5, 0, 0, 0),
                new Losses(10, 0, 1, 0.1, 0.1),
                new Sampling(450, 450, 1, 0, 0, 0, 8, 1000),
                new Masking(0, 0, 0, 0),
                AugmentationOptions.paper(),
                new Refinement(3, 1e-6, 0.01, 0.01),
                new Measuring(1, Selection.BEST));
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
                new Steps(16, 5e-4, Schedule.ONE_CYCLE, 1e-5, 5, 0.99, 20, 0),
                new Losses(0, 0.05, 1, 0.1, 0.1),
                new Sampling(160, 300, 2, 0.5, 0.5, 0.5, 8, 1000),
                new Masking(0.1, 0.06, 8, 15),
                AugmentationOptions.none(),
                new Refinement(0, 1e-6, 0.01, 0.01),
                new Measuring(4, Selection.LAST));
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
