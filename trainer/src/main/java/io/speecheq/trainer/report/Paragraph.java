package io.speecheq.trainer.report;

/** A few sentences. */
public record Paragraph(String text) implements Block {
    @Override
    public String html() {
        return "<p>" + Html.escape(text) + "</p>\n";
    }
}
