package io.speecheq.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.trainer.evaluation.Answers;
import io.speecheq.trainer.evaluation.Measurements;
import io.speecheq.trainer.evaluation.Scoreboard;
import io.speecheq.trainer.features.Condition;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotTest {
    private static final int WHITE = 0xFFFFFF;

    @TempDir
    Path folder;

    private final Measurements measured =
            Measurements.of(Answers.ofSpeakers(new Random(1), List.of("made/1", "made/2")));

    @Test
    void confusionsAreDrawn() throws IOException {
        assertIsDrawn(new ConfusionPlot("Confusions", board()), 900, 400);
    }

    @Test
    void reliabilityIsDrawn() throws IOException {
        assertIsDrawn(new ReliabilityPlot(Map.of("clean", board())), 500, 500);
    }

    @Test
    void intensitiesAreDrawn() throws IOException {
        assertIsDrawn(
                new IntensityPlot(Map.of("train", board().predictions(), "test", board().predictions())), 901, 400);
    }

    @Test
    void curvesAreDrawnThoughValuesAreMissing() throws IOException {
        Path csv = folder.resolve("metrics.csv");
        Files.writeString(csv, """
                epoch,seconds,loss,loss_emotion,train_accuracy,dev_uar_made_clean
                1,9.5,3.2,2.1,0.2,
                2,9.4,,1.9,NaN,0.3
                3,9.4,2.2,1.4,0.5,0.4
                """);

        assertIsDrawn(CurvesPlot.read(csv), 800, 400);
        TrainingCurves curves = TrainingCurves.read(csv);
        assertThat(curves.beginningWith("loss", "dev_").curves())
                .containsOnlyKeys("loss", "loss_emotion", "dev_uar_made_clean");
        assertThat(curves.curves().get("loss"))
                .isEqualTo(new TrainingCurves.Curve(List.of(1.0, 3.0), List.of(3.2, 2.2)));
    }

    @Test
    void curvesWithoutAnEpochAreAnEmptyPicture() throws IOException {
        Path csv = folder.resolve("metrics.csv");
        Files.writeString(csv, "epoch,seconds,loss\n");

        Picture picture = CurvesPlot.read(csv).draw(800, 400);

        assertThat(picture.width()).isEqualTo(800);
    }

    @Test
    void aPictureThatCannotBeDrawnIsAWarning() throws IOException {
        List<String> warnings = new ArrayList<>();

        CurvesPlot.write(folder.resolve("none.csv"), folder.resolve("curves.png"), warnings::add);

        assertThat(warnings)
                .singleElement()
                .satisfies(words ->
                        assertThat(words).contains("curves.png is not drawn").contains("none.csv"));
    }

    @Test
    void aRunsCurvesGoIntoAFile() throws IOException {
        Path csv = folder.resolve("metrics.csv");
        Files.writeString(csv, "epoch,loss,dev_uar_made_clean\n1,3.2,0.2\n2,2.2,0.4\n");
        List<String> warnings = new ArrayList<>();

        CurvesPlot.write(csv, folder.resolve("curves.png"), warnings::add);

        assertThat(warnings).isEmpty();
        assertThat(ImageIO.read(folder.resolve("curves.png").toFile()).getWidth())
                .isEqualTo(1200);
    }

    private Scoreboard board() {
        return Objects.requireNonNull(
                Objects.requireNonNull(measured.boards().get("made")).get(Condition.CLEAN));
    }

    private void assertIsDrawn(Plot plot, int width, int height) throws IOException {
        Path file = folder.resolve("plot.png");
        plot.draw(width, height).write(file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        long drawn = 0;
        for (int pixel : image.getRGB(0, 0, width, height, null, 0, width)) {
            drawn += (pixel & WHITE) == WHITE ? 0 : 1;
        }
        assertThat(drawn).isGreaterThan(width * height / 200);
    }
}
