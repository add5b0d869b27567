package io.speecheq.app.health;

/**
 * One thing that was looked at.
 *
 * @param isWell whether nothing needs to be done
 * @param text one line: what is so, and where it is wrong, what to do
 */
public record Finding(boolean isWell, String text) {

    static Finding well(String text) {
        return new Finding(true, text);
    }

    static Finding wrong(String what, String remedy) {
        return new Finding(false, what + ": " + remedy);
    }
}
