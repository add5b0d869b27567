package io.speecheq.ingest.recording;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Set;

/**
 * Call ids for the recordings of one command line: what a file's name says, and a suffix that sets this run apart from others;
 * no id twice. At most 256 characters. Owned by one thread.
 */
public final class CallNames {

    private static final int LONGEST_STEM = 200;
    private static final int LONGEST_SUFFIX = 40;

    private final String suffix;
    private final Set<String> given = new HashSet<>();

    /**
     * No name given yet.
     *
     * @param suffix put behind every name, at most {@value #LONGEST_SUFFIX} characters of it; may be empty
     */
    public CallNames(String suffix) {
        String clean = sanitised(suffix);
        this.suffix = clean.isEmpty() ? "" : "-" + cut(clean, LONGEST_SUFFIX);
    }

    /** The call id of a file; another one each time, even for the same file. */
    public String of(Path file) {
        String stem = cut(sanitised(stem(file)), LONGEST_STEM);
        String base = stem.isEmpty() ? "call" : stem;
        String name = base + suffix;
        for (int again = 2; !given.add(name); again++) {
            name = base + "-" + again + suffix;
        }
        return name;
    }

    private static String stem(Path file) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Letters and digits of any script, dots, dashes and underscores; a run of anything else is one dash. */
    private static String sanitised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-")
                .replaceAll("^-+|-+$", "");
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
