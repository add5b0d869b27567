package io.speecheq.trainer.training;

import io.speecheq.trainer.evaluation.HeldOut;
import io.speecheq.trainer.network.Weights;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A trained network whose weights a run begins with.
 *
 * @param file where it is from
 * @param featureFingerprint of the features that it was trained on
 * @param heldOut whom it has not heard
 * @param development speakers whom it has not heard either, but who chose something
 * @param corpora that it was trained on; their licences bind what comes of it
 * @param stages how it was trained, first to last
 * @param values its weights by name; heads for training alone may be missing
 */
public record Origin(
        Path file,
        String featureFingerprint,
        HeldOut heldOut,
        Set<String> development,
        List<CorpusShare> corpora,
        List<String> stages,
        Map<String, float[]> values) {
    /** What begins the names of heads that networks in use do without. */
    private static final List<String> TRAINING_HEADS = List.of("gender.", "phonemes.");

    public Origin {
        development = Set.copyOf(development);
        corpora = List.copyOf(corpora);
        stages = List.copyOf(stages);
        values = Map.copyOf(values);
    }

    /**
     * Sees that a run may begin here: with the same features, and measured on nobody whom these weights have met.
     *
     * @throws CheckpointException when it may not
     */
    void admit(RunState run) throws CheckpointException {
        if (!featureFingerprint.equals(run.featureFingerprint())) {
            throw new CheckpointException(file + " was trained on other features; begin without it");
        }
        Set<String> met = new TreeSet<>(heldOut.heardAmong(run.developmentSpeakers()));
        met.removeAll(development);
        met.addAll(heldOut.heardAmong(run.testSpeakers()));
        if (!met.isEmpty()) {
            throw new CheckpointException(
                    "%s was trained on speakers that are now development or test, as far as it tells: %s; name others"
                            .formatted(file, String.join(", ", met)));
        }
    }

    /**
     * Sets a network's weights to these; a head for training that is not among them keeps its own.
     *
     * @throws CheckpointException when they are of another network
     */
    void into(Weights weights) throws CheckpointException {
        FloatBuffer all = FloatBuffer.wrap(weights.snapshot());
        for (Weights.Entry entry : weights.entries()) {
            float[] own = values.getOrDefault(entry.name(), new float[0]);
            if (own.length == entry.count()) {
                all.put(own);
            } else if (own.length == 0 && TRAINING_HEADS.stream().anyMatch(entry.name()::startsWith)) {
                all.position(all.position() + entry.count());
            } else {
                throw new CheckpointException(
                        "%s is of another network: its %s has %d values, not %d; name its kind with --network"
                                .formatted(file, entry.name(), own.length, entry.count()));
            }
        }
        weights.restore(all.array());
    }

    /** These corpora and those of a run that begins here; of one that both have heard, the larger share. */
    List<CorpusShare> with(Collection<CorpusShare> others) {
        Map<String, CorpusShare> all = new LinkedHashMap<>();
        corpora.forEach(share -> all.put(share.name(), share));
        others.forEach(share -> all.merge(share.name(), share, CorpusShare::larger));
        return List.copyOf(all.values());
    }
}
