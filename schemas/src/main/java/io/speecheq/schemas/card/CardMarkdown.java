package io.speecheq.schemas.card;

import java.util.Locale;
import java.util.StringJoiner;

/** A card as a Markdown page. */
final class CardMarkdown {

    private CardMarkdown() {}

    static String write(ModelCard card) {
        StringJoiner page = new StringJoiner("\n", "", "\n");
        page.add("# " + inline(card.name()) + " " + inline(card.version())).add("");
        page.add("Hears emotion in speech: nine posteriors (" + inline(String.join(", ", card.emotions()))
                + ") and an intensity of 0 to 4.");
        page.add("")
                .add("Features: fingerprint `" + card.featureFingerprint() + "`")
                .add("");
        page.add("```").add(card.featureSpec().strip()).add("```").add("");
        corpora(card, page);
        evaluation(card.evaluation(), page);
        provenance(card.provenance(), page);
        return page.toString();
    }

    private static void corpora(ModelCard card, StringJoiner page) {
        page.add("## Trained on").add("");
        page.add("The licences of these corpora bind the weights as well.").add("");
        page.add("| corpus | licence | clips | speakers | hours |").add("|---|---|---:|---:|---:|");
        for (TrainingCorpus corpus : card.corpora()) {
            String hours = corpus.hours().isPresent() ? decimal(corpus.hours().getAsDouble(), 1) : "";
            page.add(row(corpus.name(), corpus.licence(), "" + corpus.clips(), "" + corpus.speakers(), hours));
        }
        page.add("");
    }

    private static void evaluation(Evaluation evaluation, StringJoiner page) {
        page.add("## Evaluation").add("").add(evaluation.protocol().strip()).add("");
        if (evaluation.results().isEmpty()) {
            return;
        }
        page.add("| corpus | condition | speakers | metric | value | interval |")
                .add("|---|---|---:|---|---:|---|");
        for (Measurement result : evaluation.results()) {
            String interval = result.interval()
                    .map(bounds -> decimal(bounds.low(), 3) + " to " + decimal(bounds.high(), 3))
                    .orElse("");
            page.add(row(
                    result.corpus(),
                    result.condition(),
                    "" + result.speakers(),
                    result.metric(),
                    decimal(result.value(), 3),
                    interval));
        }
        page.add("");
    }

    private static void provenance(Provenance provenance, StringJoiner page) {
        page.add("## Provenance").add("");
        page.add("- commit: `" + inline(provenance.commit()) + "`");
        page.add("- seed: " + provenance.seed());
        page.add("- Java: " + inline(provenance.jdk()));
        page.add("- system: " + inline(provenance.os()));
        provenance.trainedAt().ifPresent(at -> page.add("- trained at: " + at));
        provenance.options().forEach((name, value) -> page.add("- " + inline(name) + ": `" + inline(value) + "`"));
    }

    private static String row(String... cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |");
        for (String cell : cells) {
            row.add(inline(cell).replace("|", "\\|"));
        }
        return row.toString();
    }

    private static String inline(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String decimal(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
