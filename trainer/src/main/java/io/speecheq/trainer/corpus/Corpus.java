package io.speecheq.trainer.corpus;

import io.speecheq.schemas.record.EmotionCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A reader of one corpus in its official layout. Audio is WAV or FLAC: readers go by a file's stem and folder. */
public interface Corpus {
    /** As model cards and tables name it. */
    String name();

    /** The licence that binds weights trained on it. */
    String licence();

    /** Its words for emotions as categories of the SpeechEQ metric; empty where it labels none. */
    default Map<String, EmotionCategory> emotions() {
        return Map.of();
    }

    /**
     * Finds the clips below a folder; does not open the audio.
     *
     * @throws CorpusException when the folder does not hold this corpus
     */
    Reading read(Path root) throws IOException, CorpusException;
}
