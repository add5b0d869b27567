package io.speecheq.trainer.report;

/** A picture and what it shows, in words. */
public record Figure(String caption, Picture picture) implements Block {
    @Override
    public String html() {
        String words = Html.escape(caption);
        return "<figure><img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"%s\"><figcaption>%s</figcaption></figure>%n"
                .formatted(words, picture.width(), picture.height(), picture.dataUri(), words);
    }
}
