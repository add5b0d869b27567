package io.speecheq.trainer.cli;

import io.speecheq.trainer.augmentation.Sounds;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.network.Network;
import io.speecheq.trainer.network.Networks;
import io.speecheq.trainer.phonemes.CmuDict;
import io.speecheq.trainer.phonemes.Lexicon;
import io.speecheq.trainer.phonemes.Pinyin;
import io.speecheq.trainer.phonemes.Transcripts;
import io.speecheq.trainer.training.Preparation;
import io.speecheq.trainer.training.Recipe;
import io.speecheq.trainer.training.Speech;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How networks are trained. */
final class RecipeOptions {
    @Option(names = "--recipe", paramLabel = "NAME", description = "default or paper")
    private String recipe = "default";

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "changes one option of the recipe, as in losses.gamma=2; may be given more than once")
    private Map<String, String> changed = new LinkedHashMap<>();

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description = "speecheq (the default), speecheq-cN with N channels instead of 256, or baseline")
    private String network = "speecheq";

    @Option(
            names = "--cmudict",
            paramLabel = "FILE",
            description =
                    "adds the phoneme task for English texts, spelt by the CMU Pronouncing Dictionary (cmudict.dict)")
    private @Nullable Path cmudict;

    @Option(
            names = "--pinyin",
            description = "adds the phoneme task for Mandarin texts: initials, and finals with tone")
    private boolean pinyin;

    @Option(
            names = "--noises",
            paramLabel = "DIR",
            description = "recordings of noise for recipes with augmentation.noise (generated otherwise)")
    private @Nullable Path noises;

    @Option(
            names = "--impulses",
            paramLabel = "DIR",
            description =
                    "impulse responses of rooms for recipes with augmentation.reverberation (generated otherwise)")
    private @Nullable Path impulses;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "threads that prepare clips ahead of their use; the result does not depend on them (default 1)")
    private int workers;

    /** @throws IllegalArgumentException when there is no such recipe or option */
    Recipe recipe() {
        return Recipe.named(recipe).with(changed);
    }

    String network() {
        return network;
    }

    /** @throws IllegalArgumentException when there is no such network */
    Network network(Recipe chosen, Speech speech) {
        return Networks.named(network, speech.phonemes(), chosen.dropout());
    }

    /** Reads the sounds of the surroundings, and says how many there are. */
    Preparation preparation(PrintWriter console) throws IOException, CorpusException {
        Sounds noise = noises == null ? Sounds.none() : told("noises", Sounds.noises(noises), console);
        Sounds rooms = impulses == null ? Sounds.none() : told("impulse responses", Sounds.impulses(impulses), console);
        return new Preparation(workers, noise, rooms);
    }

    private static Sounds told(String kind, Sounds sounds, PrintWriter console) {
        console.println("%s: %d recordings, %d skipped"
                .formatted(kind, sounds.count(), sounds.skipped().size()));
        sounds.skipped().forEach(file -> console.println("  " + file.path() + ": " + file.reason()));
        console.flush();
        return sounds;
    }

    /** What is said in the clips, told to the caller in a line, when the phoneme task is asked for. */
    Speech speech(UnifiedDataset dataset, PrintWriter console) throws CorpusException {
        Optional<Lexicon> lexicon = lexicon();
        if (lexicon.isEmpty()) {
            return Speech.none();
        }
        Transcripts transcripts = Transcripts.of(dataset.clips(), lexicon.get());
        console.println(transcripts.summary());
        console.flush();
        if (transcripts.phonemes().isEmpty()) {
            throw new CorpusException(
                    "no clip takes part in the phoneme task, which --cmudict or --pinyin asks for; leave it out, or name the language of data that tell none, as in --data-language %s"
                            .formatted(transcripts.inventory().language()));
        }
        return new Speech(Optional.of(transcripts));
    }

    private Optional<Lexicon> lexicon() throws CorpusException {
        if (cmudict != null && pinyin) {
            throw new CorpusException(
                    "a run has one phoneme inventory: name --cmudict or --pinyin; clips of the other language take no part");
        }
        if (cmudict != null) {
            return Optional.of(CmuDict.read(cmudict));
        }
        return pinyin ? Optional.of(new Pinyin()) : Optional.empty();
    }
}
