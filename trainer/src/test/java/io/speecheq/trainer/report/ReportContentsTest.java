package io.speecheq.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.trainer.evaluation.Answers;
import io.speecheq.trainer.evaluation.Measurements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportContentsTest {
    private static final String HOSTILE = "<script>alert('\"&')</script>";

    @TempDir
    Path folder;

    @Test
    void whateverComesFromDataStaysText() throws IOException {
        Measurements measured =
                Measurements.of(Answers.ofSpeakers(new Random(1), List.of("made/" + HOSTILE, HOSTILE + "/2")));

        String html = new ReportContents(
                        HOSTILE, Facts.none().and(HOSTILE, HOSTILE), new MeasuredSections(measured).all())
                .html();

        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("('\"")
                .contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;");
    }

    @Test
    void everyFigureIsInsideAndNothingIsOutside() throws IOException {
        Measurements measured = Measurements.of(Answers.ofSpeakers(new Random(1), List.of("made/1", "made/2")));
        Path file = folder.resolve("report.html");

        new ReportContents("Results", Facts.none(), new MeasuredSections(measured).all()).write(file);

        String html = Files.readString(file);
        assertThat(Pattern.compile("<img [^>]*src=\"data:image/png;base64,[A-Za-z0-9+/=]+\"")
                        .matcher(html)
                        .results())
                .hasSize(2);
        assertThat(html)
                .contains("<figcaption>Confusions, made, clean</figcaption>")
                .contains("<figcaption>Reliability, made")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<link");
    }

    @Test
    void aRowHasACellForEachColumn() {
        assertThatThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 cells for 2 columns");
    }
}
