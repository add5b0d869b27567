package io.speecheq.trainer.phonemes;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A syllable of Mandarin taken apart as the Scheme for the Chinese Phonetic Alphabet (1958; ISO 7098) does it.
 *
 * <p>The finals are the 35 of the Scheme's table and {@code er}; {@code v} stands for ü. The three sounds that the Scheme
 * writes {@code i} (in {@code ji}, in {@code zi}, in {@code zhi}) share one final, as the initial tells which it is. The
 * spellings of syllables without an initial go back to their finals ({@code yi} is i, {@code wu} u, {@code yu} ü), and so do
 * {@code ju}, {@code qu}, {@code xu} (ü) and the short forms {@code iu}, {@code ui}, {@code un} (iou, uei, uen).
 * Interjections outside the table ({@code yo}, {@code ê}, {@code m}, {@code n}, {@code ng}) are no such syllables.
 *
 * @param initial empty where there is none
 * @param rime one of {@link #FINALS}
 * @param tone 1 to 5, 5 being the neutral one
 */
record PinyinSyllable(Optional<String> initial, String rime, int tone) {
    static final List<String> INITIALS = List.of("b p m f d t n l g k h j q x zh ch sh r z c s".split(" "));
    static final List<String> FINALS = List.of(
            ("i u v a ia ua o uo e ie ve ai uai ei uei ao iao ou iou an ian uan van en in uen vn ang iang uang eng ing ueng "
                            + "ong iong er")
                    .split(" "));

    private static final Pattern NUMBERED = Pattern.compile("([a-z]+)([1-5])");
    private static final Pattern PARTS = Pattern.compile("([zcs]h|[bpmfdtnlgkhjqxrzcs])?(.+)");
    private static final String PALATALS = "jqx";

    /**
     * Reads the usual spelling.
     *
     * @param spelled in lower case, ü as {@code v}, the tone as a digit behind: {@code nv3}
     * @return empty when it is no syllable of the Scheme
     */
    static Optional<PinyinSyllable> parse(String spelled) {
        Matcher numbered = NUMBERED.matcher(spelled);
        if (!numbered.matches()) {
            return Optional.empty();
        }
        Matcher parts = PARTS.matcher(withoutGlides(numbered.group(1)));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<String> initial = Optional.ofNullable(parts.group(1));
        String rime = inFull(initial.orElse(""), parts.group(2));
        return FINALS.contains(rime)
                ? Optional.of(new PinyinSyllable(initial, rime, Integer.parseInt(numbered.group(2))))
                : Optional.empty();
    }

    /** {@code y} and {@code w} are spelling, not sounds of their own. */
    private static String withoutGlides(String spelled) {
        return spelled.replaceFirst("^yu", "v")
                .replaceFirst("^yi", "i")
                .replaceFirst("^y", "i")
                .replaceFirst("^wu", "u")
                .replaceFirst("^w", "u");
    }

    private static String inFull(String initial, String rime) {
        if (!initial.isEmpty() && PALATALS.contains(initial) && rime.startsWith("u")) {
            return "v" + rime.substring(1);
        }
        return switch (rime) {
            case "iu" -> "iou";
            case "ui" -> "uei";
            case "un" -> "uen";
            case "ue" -> "ve";
            default -> rime;
        };
    }

    /** The final with its tone, as an inventory names it. */
    String tonal() {
        return rime + tone;
    }
}
