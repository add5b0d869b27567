package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Speech with its text as Kaldi's recipes prepare it: a data folder with {@code wav.scp}, {@code text} and
 * {@code utt2spk}, optionally {@code spk2gender}, {@code segments} and {@code reco2dur}. A folder called train, dev or
 * test is that part. Utterances that are a piece of a file are skipped.
 *
 * @param base what the paths of wav.scp are relative to; the data folder when empty
 * @param language of all its texts, a BCP 47 tag
 */
public record Kaldi(String licence, Optional<Path> base, String language) implements Corpus {
    private static final double SLACK_SECONDS = 0.05;

    @Override
    public String name() {
        return "Kaldi";
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        for (String needed : List.of("wav.scp", "text", "utt2spk")) {
            if (!Files.isRegularFile(root.resolve(needed))) {
                throw new CorpusException("Kaldi: there is no %s; name a folder with wav.scp, text and utt2spk"
                        .formatted(root.resolve(needed)));
            }
        }
        Map<String, String> recordings = KeyedLines.read(root.resolve("wav.scp"));
        Map<String, String> texts = KeyedLines.read(root.resolve("text"));
        Map<String, String> speakers = KeyedLines.read(root.resolve("utt2spk"));
        Map<String, String> genders = KeyedLines.read(root.resolve("spk2gender"));
        Map<String, String> durations = KeyedLines.read(root.resolve("reco2dur"));
        Map<String, String> segments = KeyedLines.read(root.resolve("segments"));
        AudioBase audio = new AudioBase(base.orElse(root));
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Map.Entry<String, String> entry : (segments.isEmpty() ? recordings : segments).entrySet()) {
            String utterance = entry.getKey();
            String[] segment = segments.isEmpty()
                    ? new String[] {utterance}
                    : entry.getValue().split("\\s+");
            String source = recordings.getOrDefault(segment[0], "");
            Optional<Path> path = source.endsWith("|") ? Optional.empty() : audio.find(source);
            if (source.endsWith("|")) {
                skipped.add(new Skipped(root.resolve(utterance), "made by a command"));
            } else if (path.isEmpty()) {
                skipped.add(new Skipped(root.resolve(utterance), Skipped.NO_AUDIO));
            } else if (segment.length > 1 && !isWhole(segment, durations)) {
                skipped.add(new Skipped(root.resolve(utterance), "a piece of a file"));
            } else if (!texts.containsKey(utterance) || !speakers.containsKey(utterance)) {
                skipped.add(new Skipped(root.resolve(utterance), "no text or no speaker"));
            } else {
                String speaker = speakers.get(utterance);
                clips.add(new LabelledClip(
                        path.get(),
                        name(),
                        name() + "/" + speaker,
                        Gender.parse(genders.getOrDefault(speaker, "")),
                        Optional.empty(),
                        LabelledClip.UNLABELLED,
                        Optional.of(texts.get(utterance)),
                        language,
                        Parts.parse(String.valueOf(root.getFileName()))));
            }
        }
        return new Reading(this, clips, skipped);
    }

    /** Whether a segment (recording, first and last second, −1 being the end) is its whole recording. */
    private static boolean isWhole(String[] segment, Map<String, String> durations) throws CorpusException {
        try {
            double last = Double.parseDouble(segment[2]);
            double duration = Double.parseDouble(durations.getOrDefault(segment[0], "Infinity"));
            return Double.parseDouble(segment[1]) == 0 && (last < 0 || last >= duration - SLACK_SECONDS);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new CorpusException(
                    "Kaldi: the segment of %s has no two numbers of seconds; correct the file segments"
                            .formatted(segment[0]),
                    e);
        }
    }
}
