package io.speecheq.trainer.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every network that can be trained, by the name that an option gives it and by the name that a checkpoint gives it. */
public final class Networks {
    /** Makes a network for an inventory of phonemes (0 for none) and a dropout. */
    private interface Design {
        Network of(int phonemes, double dropout);
    }

    /** The one that the others are compared with. */
    public static final String BASELINE = "baseline";

    private static final Pattern PHONEMES = Pattern.compile("-p([1-9][0-9]{0,5})$");
    private static final Map<String, Design> DESIGNS = designs();

    private Networks() {}

    private static Map<String, Design> designs() {
        Map<String, Design> designs = new LinkedHashMap<>();
        designs.put("speecheq", SpeechEqNetwork::new);
        for (int channels = 64; channels <= 512; channels += 64) {
            int width = channels;
            designs.put("speecheq-c" + width, (phonemes, dropout) -> new SpeechEqNetwork(phonemes, dropout, width));
        }
        designs.put(BASELINE, BaselineNetwork::new);
        return designs;
    }

    public static List<String> names() {
        return List.copyOf(DESIGNS.keySet());
    }

    /**
     * The network of that name.
     *
     * @param phonemes size of the phoneme inventory, 0 for none
     * @throws IllegalArgumentException when there is none
     */
    public static Network named(String name, int phonemes, double dropout) {
        Design design = DESIGNS.get(name);
        if (design == null) {
            throw new IllegalArgumentException(
                    "there is no network " + name + ", only " + String.join(", ", DESIGNS.keySet()));
        }
        return design.of(phonemes, dropout);
    }

    /** The network of that architecture, without dropout; empty when this program lacks it. */
    public static Optional<Network> ofArchitecture(String architecture) {
        Matcher suffix = PHONEMES.matcher(architecture);
        int phonemes = suffix.find() ? Integer.parseInt(suffix.group(1)) : 0;
        return DESIGNS.values().stream()
                .map(design -> design.of(phonemes, 0))
                .filter(network -> network.architecture().equals(architecture))
                .findFirst();
    }
}
