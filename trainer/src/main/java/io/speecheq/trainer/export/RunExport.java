package io.speecheq.trainer.export;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.schemas.card.Evaluation;
import io.speecheq.schemas.card.ModelCard;
import io.speecheq.schemas.card.Provenance;
import io.speecheq.schemas.card.TrainingCorpus;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.training.Measuring;
import io.speecheq.trainer.training.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns a run's checkpoint into a network's file with a card that says where it is from and how good it is. */
public record RunExport(String name, String version, Precision precision) {
    /** The card's option that names the run's development speakers. */
    private static final String DEVELOPMENT_OPTION = "development speakers";

    /**
     * Measures the run's best network, and writes its file.
     *
     * @param test clips of the run's test speakers; without any, the card says that nothing was measured
     * @return what was measured
     */
    public Optional<Measurements> write(Path checkpoint, List<AnalysedClip> test, Path file)
            throws IOException, ExportException {
        try (TrainedRun run = TrainedRun.open(checkpoint)) {
            Optional<Measurements> measured =
                    test.isEmpty() ? Optional.empty() : Optional.of(Measurements.of(run.scorer(), test));
            RunState state = run.state();
            Provenance provenance = Provenance.here(
                    state.commit(),
                    state.seed(),
                    options(state),
                    Files.getLastModifiedTime(checkpoint).toInstant());
            new OnnxExport(name, version, corpora(state), evaluation(state, measured), provenance, precision)
                    .write(run.model(), state.kept().temperature(), FeatureSpec.standard(), file);
            return measured;
        }
    }

    private Map<String, String> options(RunState state) {
        Map<String, String> options = new LinkedHashMap<>(state.options());
        options.put("architecture", state.architecture());
        List<String> stages = state.earlier();
        for (int i = 0; i < stages.size(); i++) {
            options.put(stageOption(i + 1), stages.get(i));
        }
        if (precision == Precision.FP16) {
            options.put(ModelCard.PRECISION_OPTION, ModelCard.HALF_PRECISION);
        }
        if (!state.developmentSpeakers().isEmpty()) {
            options.put(DEVELOPMENT_OPTION, String.join(", ", new TreeSet<>(state.developmentSpeakers())));
        }
        options.put("epoch", String.valueOf(state.kept().epoch()));
        options.put(
                "temperature", String.format(Locale.ROOT, "%.4f", state.kept().temperature()));
        return options;
    }

    /** The card's option that tells of a stage before the run, from 1. */
    static String stageOption(int number) {
        return "earlier stage " + number;
    }

    /** The development speakers that a card's options name; none where they name none. */
    static Set<String> developmentSpeakers(Map<String, String> options) {
        return Stream.of(options.getOrDefault(DEVELOPMENT_OPTION, "").split(", "))
                .filter(speaker -> !speaker.isEmpty())
                .collect(Collectors.toSet());
    }

    private static List<TrainingCorpus> corpora(RunState state) {
        return state.corpora().stream()
                .map(share -> new TrainingCorpus(
                        share.name(),
                        share.licence(),
                        share.clips(),
                        share.speakers(),
                        OptionalDouble.of(share.hours())))
                .toList();
    }

    /** What there is to tell of a network that left nobody to test it; empty without development speakers. */
    private static String onDevelopmentSpeakers(RunState state) {
        return state.developmentSpeakers().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        " %s Mean recall of those speakers, who were not in training, over corpora, clean and by telephone: %.3f.",
                        chosen(state),
                        state.kept().score());
    }

    /** Who chose what. */
    private static String chosen(RunState state) {
        if (state.developmentSpeakers().isEmpty()) {
            return "Without development speakers nothing was chosen: it is the last epoch, its temperature 1.";
        }
        Set<String> speakers = new TreeSet<>(state.developmentSpeakers());
        return Measuring.Selection.LAST.name().equals(state.options().get("measuring.selection"))
                ? "The temperature was fitted on %s; it is the last of %s epochs."
                        .formatted(speakers, state.epochsDone())
                : "The epoch and the temperature were chosen on %s.".formatted(speakers);
    }

    private static Evaluation evaluation(RunState state, Optional<Measurements> measured) {
        if (measured.isEmpty()) {
            return new Evaluation("Not measured on test speakers." + onDevelopmentSpeakers(state), List.of());
        }
        String protocol = "Whole clips of the speakers %s, who were not in training and chose nothing. %s "
                + "One run, seed %d. UAR is the mean recall over the emotions that a corpus "
                + "has here, the answer being one of all nine; telephone is a round trip through 8 kHz and G.711 mu-law; "
                + "intensity is measured on the clips that have one. %s";
        return new Evaluation(
                protocol.formatted(
                        new TreeSet<>(state.testSpeakers()),
                        chosen(state),
                        state.seed(),
                        Measurements.intervalsInWords()),
                measured.get().forCard());
    }
}
