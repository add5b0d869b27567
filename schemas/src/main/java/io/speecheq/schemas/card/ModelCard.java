package io.speecheq.schemas.card;

import java.util.HashSet;
import java.util.List;

/**
 * What a network is: its name, what it expects and gives, what it was trained on, how well it does, and where it comes
 * from. A network's file carries its card as JSON under {@link #METADATA_KEY}; the trainer writes it, the operator
 * believes no file without it.
 *
 * @param emotions names of the scores, in order
 * @param featureSpec canonical text of the features the network was trained on
 * @param featureFingerprint of that text
 * @param corpora whose licences bind the weights
 */
public record ModelCard(
        String name,
        String version,
        List<String> emotions,
        String featureSpec,
        String featureFingerprint,
        List<TrainingCorpus> corpora,
        Evaluation evaluation,
        Probe probe,
        Provenance provenance) {

    /** The key in an ONNX file's {@code metadata_props}. */
    public static final String METADATA_KEY = "speecheq.card";

    /** The provenance option that tells how a file keeps its weights; absent for 32 bits. */
    public static final String PRECISION_OPTION = "precision";

    /** Its value for files whose convolutions and recurrences have 16 bits. */
    public static final String HALF_PRECISION = "fp16";

    public ModelCard {
        Checks.notBlank("name", name);
        Checks.notBlank("version", version);
        Checks.notBlank("featureSpec", featureSpec);
        Checks.notBlank("featureFingerprint", featureFingerprint);
        emotions = List.copyOf(emotions);
        corpora = List.copyOf(corpora);
        if (emotions.isEmpty() || new HashSet<>(emotions).size() != emotions.size()) {
            throw new IllegalArgumentException("emotions must be some, and distinct: " + emotions);
        }
        if (probe.scores().size() != emotions.size()) {
            throw new IllegalArgumentException(
                    "probe has " + probe.scores().size() + " scores for " + emotions.size() + " emotions");
        }
    }

    /** How a release is named wherever it is told: {@code name:version}. */
    public String release() {
        return name + ":" + version;
    }

    /** Whether the file gives only nearly what the network gave that was trained: scores within 5e-3. */
    public boolean isHalfPrecision() {
        return HALF_PRECISION.equals(provenance.options().get(PRECISION_OPTION));
    }

    /** JSON with fields in this record's order, indented; equal cards give equal text. */
    public String toJson() {
        return CardJson.write(this);
    }

    /**
     * The card of a JSON text. Fields that are not known are passed over, as a newer trainer may write more.
     *
     * @throws InvalidModelCardException when the text is not JSON, or a field is missing or wrong; one line that says which
     */
    public static ModelCard parse(String json) throws InvalidModelCardException {
        return CardJson.read(json);
    }

    /** The card as a page for people, to lie beside the file. */
    public String toMarkdown() {
        return CardMarkdown.write(this);
    }
}
