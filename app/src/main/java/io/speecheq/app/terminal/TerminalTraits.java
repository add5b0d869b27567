package io.speecheq.app.terminal;

/**
 * What a terminal can do.
 *
 * @param hasColour whether results may be coloured
 * @param hasProgress whether a line of progress can be rewritten
 * @param isUnicode whether block characters can be shown
 * @param columns its width in characters
 */
public record TerminalTraits(boolean hasColour, boolean hasProgress, boolean isUnicode, int columns) {

    /** A pipe or a file. */
    public static TerminalTraits plain() {
        return new TerminalTraits(false, false, true, 100);
    }
}
