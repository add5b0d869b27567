package io.speecheq.streamfeatures.window;

/**
 * Speech without a break, in media time.
 *
 * @param endMillis exclusive
 */
public record SpeechSpan(long startMillis, long endMillis) {

    public SpeechSpan {
        if (startMillis < 0 || endMillis <= startMillis) {
            throw new IllegalArgumentException("no speech lies from " + startMillis + " to " + endMillis + " ms");
        }
    }
}
