package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LibriSpeech (Panayotov et al. 2015), speech with its text: {@code train-clean-100/19/198/19-198-0000.flac}, the folders
 * being part, speaker and chapter; texts in {@code 19-198.trans.txt} beside the audio, genders in SPEAKERS.TXT.
 */
public record LibriSpeech() implements Corpus {
    private static final Pattern NAME = Pattern.compile("((\\d+)-\\d+)-\\d+");

    @Override
    public String name() {
        return "LibriSpeech";
    }

    @Override
    public String licence() {
        return "CC BY 4.0";
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        Map<String, Gender> genders = genders(root);
        Map<Path, Map<String, String>> texts = new HashMap<>();
        for (Path path : AudioTree.of(name(), root).files()) {
            Matcher name = NAME.matcher(AudioTree.stem(path));
            if (!name.matches()) {
                skipped.add(new Skipped(path, "not named as LibriSpeech names its files"));
                continue;
            }
            Path transcript = path.resolveSibling(name.group(1) + ".trans.txt");
            if (!texts.containsKey(transcript)) {
                texts.put(transcript, KeyedLines.read(transcript));
            }
            String text = texts.get(transcript).get(name.group());
            if (text == null) {
                skipped.add(new Skipped(path, "no text in its chapter's .trans.txt"));
            } else {
                clips.add(clip(path, name.group(2), Optional.ofNullable(genders.get(name.group(2))), text));
            }
        }
        return Reading.distinct(this, clips, skipped, AudioTree::stem);
    }

    private static Map<String, Gender> genders(Path root) throws IOException {
        Map<String, Gender> genders = new HashMap<>();
        for (Path folder : List.of(root, root.resolve("LibriSpeech"), root.resolve(".."))) {
            Path table = folder.resolve("SPEAKERS.TXT");
            if (genders.isEmpty() && Files.isRegularFile(table)) {
                for (String line : KeyedLines.lines(table)) {
                    String[] cells = line.split("\\|", -1);
                    if (!line.startsWith(";") && cells.length > 1) {
                        Gender.parse(cells[1]).ifPresent(gender -> genders.put(cells[0].strip(), gender));
                    }
                }
            }
        }
        return genders;
    }

    private LabelledClip clip(Path path, String speaker, Optional<Gender> gender, String text) {
        return new LabelledClip(
                path,
                name(),
                name() + "/" + speaker,
                gender,
                Optional.empty(),
                LabelledClip.UNLABELLED,
                Optional.of(text),
                "en",
                part(path));
    }

    private static Optional<LabelledClip.Part> part(Path path) {
        int folders = path.getNameCount();
        return folders < 4
                ? Optional.empty()
                : LabelledClip.Part.parse(path.getName(folders - 4).toString().split("-", 2)[0]);
    }
}
