package io.speecheq.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The nine colours, by day and by night, as people see them who lack one kind of cones: dichromacy after Machado, Oliveira
 * and Fernandes (2009), severity 1; distances are CIE76 in L*a*b*, where 2.3 can just be told.
 */
class PaletteTest {

    private static final double LEAST_DISTANCE = 15;

    private static final Map<String, double[]> EYES = Map.of(
            "trichromat", new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
            "protanope",
                    new double[] {
                        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
                    },
            "deuteranope",
                    new double[] {
                        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881
                    },
            "tritanope",
                    new double[] {
                        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900
                    });

    @ParameterizedTest
    @ValueSource(strings = {"day", "night"})
    void anyTwoEmotionsCanBeToldApartByEveryEye(String theme) throws Exception {
        Map<String, String> colours = colours(theme);
        assertThat(colours).hasSize(9);
        EYES.forEach((eye, matrix) -> colours.forEach((one, first) -> colours.forEach((other, second) -> {
            if (one.compareTo(other) < 0) {
                assertThat(distance(lab(first, matrix), lab(second, matrix)))
                        .as("%s and %s of a %s by %s", one, other, eye, theme)
                        .isGreaterThan(LEAST_DISTANCE);
            }
        })));
    }

    @Test
    void nightIsTheSameWhetherItIsChosenOrTheSystems() throws Exception {
        String css = css();
        String chosen = block(css, ":root[data-theme=\"night\"] {");
        String systems = block(css, ":root:not([data-theme=\"day\"]) {");

        assertThat(systems.replaceAll("\\s+", " ").strip())
                .isEqualTo(chosen.replaceAll("\\s+", " ").strip());
    }

    private static Map<String, String> colours(String theme) throws Exception {
        String block = block(css(), ":root[data-theme=\"" + theme + "\"] {");
        Map<String, String> colours = new TreeMap<>();
        for (String name :
                List.of("neutral", "trust", "joy", "anticipation", "anger", "disgust", "sadness", "surprise", "fear")) {
            Matcher colour = Pattern.compile("--" + name + ": (#[0-9a-f]{6});").matcher(block);
            assertThat(colour.find()).as(name).isTrue();
            colours.put(name, colour.group(1));
        }
        return colours;
    }

    private static String css() throws Exception {
        try (InputStream css = Page.class.getResourceAsStream("page.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String block(String css, String head) {
        int from = css.indexOf(head) + head.length();
        assertThat(from).isGreaterThan(head.length() - 1);
        return css.substring(from, css.indexOf('}', from));
    }

    private static double[] lab(String hex, double[] eye) {
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            rgb[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        double[] seen = new double[3];
        for (int row = 0; row < 3; row++) {
            double sum = eye[3 * row] * rgb[0] + eye[3 * row + 1] * rgb[1] + eye[3 * row + 2] * rgb[2];
            seen[row] = Math.min(1, Math.max(0, sum));
        }
        double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
        double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
        double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt(
                Math.pow(one[0] - other[0], 2) + Math.pow(one[1] - other[1], 2) + Math.pow(one[2] - other[2], 2));
    }
}
