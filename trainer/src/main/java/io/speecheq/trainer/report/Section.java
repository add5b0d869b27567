package io.speecheq.trainer.report;

import java.util.List;

/** A part of a report under its own heading. */
public record Section(String heading, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }

    String html() {
        StringBuilder html = new StringBuilder("<section>\n<h2>" + Html.escape(heading) + "</h2>\n");
        blocks.forEach(block -> html.append(block.html()));
        return html.append("</section>\n").toString();
    }
}
