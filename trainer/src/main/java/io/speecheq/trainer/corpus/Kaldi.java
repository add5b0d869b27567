package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    @Override
    public String name() {
        return "Kaldi";
    }

    @Override
    public Reading read(Path root) throws IOException, CorpusException {
        KaldiFolder folder = KaldiFolder.of(root);
        AudioBase audio = new AudioBase(base.orElse(root));
        List<LabelledClip> clips = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (String utterance : folder.utterances()) {
            String source = folder.source(utterance);
            boolean isCommand = source.endsWith("|");
            Optional<Path> path = isCommand ? Optional.empty() : audio.find(source);
            Optional<String> text = folder.line("text", utterance);
            Optional<String> speaker = folder.line("utt2spk", utterance);
            if (isCommand) {
                skipped.add(new Skipped(root.resolve(utterance), "made by a command"));
            } else if (path.isEmpty()) {
                skipped.add(new Skipped(root.resolve(utterance), Skipped.NO_AUDIO));
            } else if (!folder.isWhole(utterance)) {
                skipped.add(new Skipped(root.resolve(utterance), Skipped.PIECE));
            } else if (text.isEmpty() || speaker.isEmpty()) {
                skipped.add(new Skipped(root.resolve(utterance), "no text or no speaker"));
            } else {
                clips.add(clip(folder, path.get(), speaker.get(), text));
            }
        }
        return new Reading(this, clips, skipped);
    }

    private LabelledClip clip(KaldiFolder folder, Path path, String speaker, Optional<String> text) {
        return new LabelledClip(
                path,
                name(),
                name() + "/" + speaker,
                folder.line("spk2gender", speaker).flatMap(Gender::parse),
                Optional.empty(),
                LabelledClip.UNLABELLED,
                text,
                language,
                LabelledClip.Part.parse(String.valueOf(folder.root().getFileName())));
    }
}
