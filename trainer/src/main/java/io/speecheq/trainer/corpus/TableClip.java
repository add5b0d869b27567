package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A row of a table as a clip in SpeechEQ's labels. */
record TableClip(TableRow row, String corpus, String language) {
    /** The clip; where its audio was not found, under the path as the table writes it. */
    LabelledClip labelled(Optional<Path> audio) throws CorpusException {
        Optional<LabelledClip.Part> part = part();
        Optional<EmotionCategory> emotion = emotion();
        String unnamed = part.map(known -> "unnamed-" + known.name().toLowerCase(Locale.ROOT))
                .orElse("unnamed");
        return new LabelledClip(
                audio.orElse(Path.of(
                        row.cell("path").or(() -> row.cell("audio_filepath")).orElse("."))),
                corpus,
                corpus + "/" + row.cell("speaker").orElse(unnamed),
                gender(),
                emotion,
                intensity(emotion),
                row.cell("text"),
                row.cell("language").orElse(language),
                part);
    }

    private Optional<Gender> gender() throws CorpusException {
        Optional<String> word = row.cell("gender");
        Optional<Gender> gender = word.flatMap(Gender::parse);
        if (word.isPresent() && gender.isEmpty()) {
            throw row.refused(
                    "gender %s is none of female, male, f, m; correct it or leave it blank".formatted(word.get()));
        }
        return gender;
    }

    private Optional<EmotionCategory> emotion() throws CorpusException {
        Optional<String> word = row.cell("emotion");
        Optional<EmotionCategory> emotion = word.map(label -> Emotions.WORDS.get(label.toLowerCase(Locale.ROOT)));
        if (word.isPresent() && emotion.isEmpty()) {
            throw row.refused("emotion %s is none of %s; rename it, leave it blank, or remove the row"
                    .formatted(word.get(), Emotions.WORDS.keySet()));
        }
        return emotion;
    }

    private float intensity(Optional<EmotionCategory> emotion) throws CorpusException {
        Optional<String> word = row.cell("intensity");
        Optional<Float> value = word.flatMap(Intensity::parse);
        if (word.isPresent() && value.isEmpty()) {
            throw row.refused(
                    "intensity %s is neither 0 to 4, nor low, medium, high, normal, strong, nor -1; correct it or leave it blank"
                            .formatted(word.get()));
        }
        float labelled = value.orElse(LabelledClip.UNLABELLED);
        return emotion.map(felt -> Intensity.of(felt, labelled)).orElse(labelled);
    }

    private Optional<LabelledClip.Part> part() throws CorpusException {
        Optional<String> word = row.cell("split");
        Optional<LabelledClip.Part> part = word.flatMap(LabelledClip.Part::parse);
        if (word.isPresent() && part.isEmpty()) {
            throw row.refused(
                    "split %s is none of train, dev, test; correct it or leave it blank".formatted(word.get()));
        }
        return part;
    }
}
