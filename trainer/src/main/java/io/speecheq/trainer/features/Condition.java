package io.speecheq.trainer.features;

import java.util.Locale;

/** How a clip sounds. */
public enum Condition {
    /** As it was recorded. */
    CLEAN,
    /** After a round trip through 8 kHz and G.711 mu-law. */
    TELEPHONE;

    /** As model cards and tables name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
