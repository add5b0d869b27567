package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.phonemes.CmuDict;
import io.speecheq.trainer.phonemes.Lexicon;
import io.speecheq.trainer.phonemes.Pinyin;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The phoneme task: which inventory, if any. */
final class PhonemeOptions {
    @Option(
            names = "--cmudict",
            paramLabel = "FILE",
            description =
                    "adds the phoneme task for English texts, spelt by this CMU Pronouncing Dictionary (cmudict.dict)")
    private @Nullable Path cmudict;

    @Option(
            names = "--pinyin",
            description = "adds the phoneme task for Mandarin texts, as initials and finals with tone")
    private boolean pinyin;

    /**
     * The lexicon asked for.
     *
     * @throws IllegalArgumentException when there are two: the inventory belongs to the run
     */
    Optional<Lexicon> lexicon() throws CorpusException {
        if (cmudict != null && pinyin) {
            throw new IllegalArgumentException(
                    "a run has one phoneme inventory: name either --cmudict or --pinyin; clips of the other language take no part");
        }
        if (cmudict != null) {
            return Optional.of(CmuDict.read(cmudict));
        }
        return pinyin ? Optional.of(new Pinyin()) : Optional.empty();
    }
}
