package io.speecheq.app.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.app.analysis.CallReport;
import io.speecheq.schemas.record.EmotionCategory;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryPlotTest {

    @TempDir
    private Path folder;

    @Test
    void showsEveryEmotionInItsOwnColour() {
        BufferedImage image = TrajectoryPlot.draw(List.of(CallReports.drifting("call", 300, 3)));

        Set<Integer> colours = coloursOf(image);
        for (EmotionCategory category : EmotionCategory.values()) {
            assertThat(colours).contains(EmotionPalette.colour(category).getRGB());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 64, 3_600})
    void drawsCallsOfAnyLength(int windows) {
        BufferedImage image = TrajectoryPlot.draw(List.of(CallReports.drifting("call", windows, 1)));

        assertThat(image.getWidth()).isEqualTo(1_600);
        assertThat(coloursOf(image).size()).isGreaterThan(20);
    }

    @Test
    void turnsThePageAfterTwelveCalls() throws Exception {
        List<CallReport> calls = IntStream.range(0, 13)
                .mapToObj(i -> CallReports.drifting("call " + i, 5, i))
                .toList();

        List<Path> pages = TrajectoryPlot.write(calls, folder.resolve("calls.png"));

        assertThat(pages).containsExactly(folder.resolve("calls.png"), folder.resolve("calls-2.png"));
        assertThat(ImageIO.read(pages.get(0).toFile()).getHeight())
                .isGreaterThan(ImageIO.read(pages.get(1).toFile()).getHeight());
    }

    private static Set<Integer> coloursOf(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
