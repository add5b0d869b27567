package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a Kaldi data folder. Utterances are the keys of {@code segments}, each then a stretch of a recording;
 * without that file every recording of {@code wav.scp} is one.
 *
 * @param files what follows each key, by the names of the files; those that the folder lacks are empty
 */
record KaldiFolder(Path root, Map<String, Map<String, String>> files) {
    private static final List<String> NEEDED = List.of("wav.scp", "text", "utt2spk");
    private static final List<String> OPTIONAL = List.of("spk2gender", "reco2dur", "segments");

    /** What rounding may take off a recording's end. */
    private static final double SLACK_SECONDS = 0.05;

    KaldiFolder {
        files = Map.copyOf(files);
    }

    /**
     * Reads the files of a folder.
     *
     * @throws CorpusException when wav.scp, text or utt2spk is missing
     */
    static KaldiFolder of(Path root) throws IOException, CorpusException {
        Map<String, Map<String, String>> files = new HashMap<>();
        for (String needed : NEEDED) {
            Path file = root.resolve(needed);
            if (!Files.isRegularFile(file)) {
                throw new CorpusException(
                        "Kaldi: there is no %s; name a folder with wav.scp, text and utt2spk".formatted(file));
            }
            files.put(needed, KeyedLines.read(file));
        }
        for (String optional : OPTIONAL) {
            files.put(optional, KeyedLines.read(root.resolve(optional)));
        }
        return new KaldiFolder(root, files);
    }

    /** In the order of their file. */
    Set<String> utterances() {
        return file(hasSegments() ? "segments" : "wav.scp").keySet();
    }

    /** Where an utterance's audio is: a path, or a command that ends in a bar; empty when the folder does not say. */
    String source(String utterance) {
        String recording = hasSegments() ? segment(utterance)[0] : utterance;
        return line("wav.scp", recording).orElse("");
    }

    /** What a file says of a key. */
    Optional<String> line(String file, String key) {
        return Optional.ofNullable(file(file).get(key));
    }

    /**
     * Whether an utterance is its whole recording: its segment begins at 0, and ends at −1 or where reco2dur says that the
     * recording does.
     */
    boolean isWhole(String utterance) throws CorpusException {
        if (!hasSegments()) {
            return true;
        }
        String[] segment = segment(utterance);
        try {
            double last = Double.parseDouble(segment[2]);
            double duration = Double.parseDouble(line("reco2dur", segment[0]).orElse("Infinity"));
            return Double.parseDouble(segment[1]) == 0 && (last < 0 || last >= duration - SLACK_SECONDS);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new CorpusException(
                    "Kaldi: the segment of %s in %s has no two numbers of seconds, or reco2dur none; correct the file"
                            .formatted(utterance, root),
                    e);
        }
    }

    private boolean hasSegments() {
        return !file("segments").isEmpty();
    }

    /** Recording, first second and last. */
    private String[] segment(String utterance) {
        return line("segments", utterance).orElse("").split("\\s+", -1);
    }

    private Map<String, String> file(String name) {
        return files.getOrDefault(name, Map.of());
    }
}
