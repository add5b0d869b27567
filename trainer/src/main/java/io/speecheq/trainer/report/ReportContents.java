package io.speecheq.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a report tells, whichever command made it. On paper it is one HTML file that needs nothing beside it: no script, no
 * network, pictures inside.
 *
 * @param title in a few words
 * @param facts what was run: command, protocol, seeds, commit, counts
 */
public record ReportContents(String title, Facts facts, List<Section> sections) {
    private static final String STYLE = "report.css";

    public ReportContents {
        sections = List.copyOf(sections);
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, html());
    }

    String html() throws IOException {
        StringBuilder html =
                new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; ")
                .append("style-src 'unsafe-inline'\">\n");
        html.append("<title>").append(Html.escape(title)).append("</title>\n");
        html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
        html.append("<h1>").append(Html.escape(title)).append("</h1>\n");
        html.append(facts.html());
        sections.forEach(section -> html.append(section.html()));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() throws IOException {
        try (InputStream in = ReportContents.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IOException(STYLE + " is missing; build again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
