package io.speecheq.trainer.training;

import static io.speecheq.trainer.training.Recipe.require;

/**
 * Random changes to features. A gain is not among them: it adds a constant to log-mel, which the network removes.
 *
 * @param tempo speech is up to this share faster or slower
 * @param bandShift the mel axis is stretched by up to this share, as a longer or shorter vocal tract does
 * @param bands the widest masked group of bands; two groups a clip
 * @param frames the longest masked run of frames; two runs a clip
 */
public record Masking(double tempo, double bandShift, int bands, int frames) {
    public Masking {
        require(tempo >= 0 && tempo < 1, "masking.tempo", tempo, "at least 0 and under 1");
        require(bandShift >= 0 && bandShift < 1, "masking.bandShift", bandShift, "at least 0 and under 1");
        require(bands >= 0, "masking.bands", bands, "at least 0");
        require(frames >= 0, "masking.frames", frames, "at least 0");
    }

    /** The most frames that a clip of so many can come to have. */
    int longest(int frames) {
        return 1 + (int) Math.floor((frames - 1) / (1 - tempo));
    }
}
