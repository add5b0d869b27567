package io.speecheq.trainer.evaluation;

import io.speecheq.schemas.card.Measurement;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.TrainingCorpus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whom a network has not heard: the speakers it was tested on, and everyone in a corpus that it was not trained on.
 *
 * @param speakers that were kept for the test
 * @param corpora that it was trained on
 */
public record HeldOut(Set<String> speakers, Set<String> corpora) {
    public HeldOut {
        speakers = Set.copyOf(speakers);
        corpora = Set.copyOf(corpora);
    }

    /** As a card tells it: by the speakers whose results it has. */
    public static HeldOut of(ModelCard card) {
        return new HeldOut(
                card.evaluation().results().stream()
                        .map(Measurement::metric)
                        .filter(metric -> metric.startsWith(Measurements.UAR_OF_SPEAKER))
                        .map(metric -> metric.substring(Measurements.UAR_OF_SPEAKER.length()))
                        .collect(Collectors.toSet()),
                card.corpora().stream().map(TrainingCorpus::name).collect(Collectors.toSet()));
    }

    /** The speakers who may have been in training or have chosen the epoch: results on them flatter. */
    public List<String> heardAmong(Collection<String> others) {
        return new TreeSet<>(others)
                .stream()
                        .filter(speaker -> !speakers.contains(speaker))
                        .filter(speaker -> corpora.stream().anyMatch(corpus -> speaker.startsWith(corpus + "/")))
                        .toList();
    }

    /** One line for people; empty when all are strangers. */
    public Optional<String> warning(Collection<String> others) {
        List<String> heard = heardAmong(others);
        return heard.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "results flatter the network: %d of %d speakers were in its training or chose its epoch, as far as it tells: %s"
                                .formatted(heard.size(), Set.copyOf(others).size(), String.join(", ", heard)));
    }
}
