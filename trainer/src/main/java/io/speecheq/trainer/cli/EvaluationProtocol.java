package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.evaluation.EvaluationJson;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Prediction;
import io.speecheq.trainer.evaluation.Predictions;
import io.speecheq.trainer.features.Condition;
import io.speecheq.trainer.report.CurvesPlot;
import io.speecheq.trainer.report.Facts;
import io.speecheq.trainer.report.MeasuredSections;
import io.speecheq.trainer.report.ReportContents;
import io.speecheq.trainer.report.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an evaluation was: the network, the clips, the answers and what was measured of them. */
record EvaluationProtocol(MeasuredNetwork network, UnifiedDataset clips, Predictions answers, Measurements measured) {

    EvaluationJson json() {
        return new EvaluationJson(network.name(), inWords(), network.heldOut().heardAmong(clips.speakers()), measured);
    }

    private String inWords() {
        return ("Whole clips of %d speakers; the answer is one of all nine emotions. clean: as recorded; telephone: after a "
                        + "round trip through 8 kHz and G.711 mu-law. Intensity is measured on the clips that have one. %s")
                .formatted(clips.speakers().size(), Measurements.intervalsInWords());
    }

    ReportContents report(String command) throws IOException {
        Facts facts = Facts.none().and("command", command).and("protocol", inWords());
        for (String corpus : clips.corpora()) {
            UnifiedDataset own = clips.where(clip -> clip.corpus().equals(corpus));
            facts = facts.and(
                    corpus, own.clips().size() + " clips, " + own.speakers().size() + " speakers");
        }
        facts = facts.and("clips scored", answers.clips().size() + ", counting each condition")
                .and("evaluated by commit", System.getProperty("speecheq.build", "unknown"))
                .and(
                        "heard in training",
                        network.heldOut().warning(clips.speakers()).orElse("none of these speakers"));
        for (Facts.Fact fact : network.facts().facts()) {
            facts = facts.and(fact.name(), fact.value());
        }
        return new ReportContents("Evaluation of " + network.name(), facts, sections());
    }

    private List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>(new MeasuredSections(measured).all());
        Map<String, List<Prediction>> sets = new LinkedHashMap<>();
        for (Condition condition : Condition.values()) {
            sets.put(condition.label(), measured.predictions(condition));
        }
        sections.add(MeasuredSections.intensities(sets));
        if (network.metricsCsv().isPresent()) {
            sections.add(MeasuredSections.training(
                    CurvesPlot.read(network.metricsCsv().get())));
        }
        return sections;
    }
}
