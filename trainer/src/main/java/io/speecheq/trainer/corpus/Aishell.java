package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * AISHELL-1 (Bu et al. 2017), Mandarin speech with its text: {@code wav/train/S0002/BAC009S0002W0122.wav}, the folders
 * being part and speaker; texts in {@code transcript/aishell_transcript_v0.8.txt}, whose words are joined.
 */
public record Aishell() implements Corpus {
    private static final Pattern SPEAKER = Pattern.compile("S\\d{4}");

    @Override
    public String name() {
        return "AISHELL-1";
    }

    @Override
    public String licence() {
        return "Apache-2.0";
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Path transcript = root.resolve("transcript").resolve("aishell_transcript_v0.8.txt");
        if (!Files.isRegularFile(transcript)) {
            throw new CorpusException("AISHELL-1: there is no %s; name the folder data_aishell".formatted(transcript));
        }
        Map<String, String> texts = KeyedLines.read(transcript);
        for (Path path : AudioTree.of(name(), root).files()) {
            String speaker = AudioTree.folder(path, 1);
            String text = texts.get(AudioTree.stem(path));
            if (!SPEAKER.matcher(speaker).matches()) {
                skipped.add(new Skipped(path, "not in the folder of an AISHELL-1 speaker"));
            } else if (text == null) {
                skipped.add(new Skipped(path, "no text in the transcript"));
            } else {
                clips.add(clip(path, speaker, text.replaceAll("\\s+", "")));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private LabelledClip clip(Path path, String speaker, String text) {
        return new LabelledClip(
                path,
                name(),
                name() + "/" + speaker,
                Optional.empty(),
                Optional.empty(),
                LabelledClip.UNLABELLED,
                Optional.of(text),
                "zh",
                LabelledClip.Part.parse(AudioTree.folder(path, 2)));
    }
}
