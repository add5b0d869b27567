package io.speecheq.schemas.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** Cards to JSON and back, field by field, so that the order is fixed and a wrong field can be named. */
final class CardJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CardJson() {}

    static String write(ModelCard card) {
        ObjectNode json = object();
        json.put("name", card.name()).put("version", card.version());
        ArrayNode emotions = json.putArray("emotions");
        card.emotions().forEach(emotions::add);
        json.put("featureSpec", card.featureSpec()).put("featureFingerprint", card.featureFingerprint());
        ArrayNode corpora = json.putArray("corpora");
        card.corpora().forEach(corpus -> corpora.add(write(corpus)));
        ObjectNode evaluation =
                json.putObject("evaluation").put("protocol", card.evaluation().protocol());
        ArrayNode results = evaluation.putArray("results");
        card.evaluation().results().forEach(result -> results.add(write(result)));
        json.set("probe", write(card.probe()));
        json.set("provenance", write(card.provenance()));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written", e);
        }
    }

    private static ObjectNode write(TrainingCorpus corpus) {
        ObjectNode json = object().put("name", corpus.name())
                .put("licence", corpus.licence())
                .put("clips", corpus.clips())
                .put("speakers", corpus.speakers());
        corpus.hours().ifPresent(hours -> json.put("hours", hours));
        return json;
    }

    private static ObjectNode write(Measurement result) {
        ObjectNode json = object().put("corpus", result.corpus())
                .put("condition", result.condition())
                .put("speakers", result.speakers())
                .put("metric", result.metric())
                .put("value", result.value());
        result.interval()
                .ifPresent(interval ->
                        json.putArray("interval").add(interval.low()).add(interval.high()));
        return json;
    }

    private static ObjectNode write(Probe probe) {
        ObjectNode json = object().put("frames", probe.frames()).put("bands", probe.bands());
        if (probe.input() instanceof ProbeInput.Seeded seeded) {
            json.put("seed", seeded.seed());
        } else if (probe.input() instanceof ProbeInput.Values values) {
            json.put("input", values.base64());
        }
        ArrayNode scores = json.putArray("scores");
        probe.scores().forEach(scores::add);
        return json.put("intensity", probe.intensity());
    }

    private static ObjectNode write(Provenance provenance) {
        ObjectNode json = object().put("commit", provenance.commit()).put("seed", provenance.seed());
        ObjectNode options = json.putObject("options");
        provenance.options().forEach(options::put);
        json.put("jdk", provenance.jdk()).put("os", provenance.os());
        provenance.trainedAt().ifPresent(at -> json.put("trainedAt", at.toString()));
        return json;
    }

    static ModelCard read(String text) throws InvalidModelCardException {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidModelCardException("not JSON" + position(e));
        }
        CardFields card = CardFields.root(root);
        return card.build(() -> new ModelCard(
                card.text("name"),
                card.text("version"),
                card.texts("emotions"),
                card.text("featureSpec"),
                card.text("featureFingerprint"),
                card.objects("corpora", CardJson::corpus),
                evaluation(card.object("evaluation")),
                probe(card.object("probe")),
                provenance(card.object("provenance"))));
    }

    private static TrainingCorpus corpus(CardFields corpus) throws InvalidModelCardException {
        return corpus.build(() -> new TrainingCorpus(
                corpus.text("name"),
                corpus.text("licence"),
                corpus.integer("clips"),
                corpus.integer("speakers"),
                corpus.optionalNumber("hours")));
    }

    private static Evaluation evaluation(CardFields evaluation) throws InvalidModelCardException {
        return evaluation.build(() ->
                new Evaluation(evaluation.text("protocol"), evaluation.objects("results", CardJson::measurement)));
    }

    private static Measurement measurement(CardFields result) throws InvalidModelCardException {
        return result.build(() -> new Measurement(
                result.text("corpus"),
                result.text("condition"),
                result.integer("speakers"),
                result.text("metric"),
                result.number("value"),
                result.optionalInterval("interval")));
    }

    private static Probe probe(CardFields probe) throws InvalidModelCardException {
        return probe.build(() -> new Probe(
                probe.integer("frames"),
                probe.integer("bands"),
                probe.has("input")
                        ? new ProbeInput.Values(probe.text("input"))
                        : new ProbeInput.Seeded(probe.longInteger("seed")),
                probe.floats("scores"),
                (float) probe.number("intensity")));
    }

    private static Provenance provenance(CardFields provenance) throws InvalidModelCardException {
        Optional<Instant> trainedAt = provenance.optionalInstant("trainedAt");
        return provenance.build(() -> new Provenance(
                provenance.text("commit"),
                provenance.longInteger("seed"),
                provenance.textMap("options"),
                provenance.text("jdk"),
                provenance.text("os"),
                trainedAt));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
