package io.speecheq.trainer.report;

/** A piece of a report's section. Its texts are plain; it escapes them itself. */
public sealed interface Block permits Facts, Figure, Paragraph, Table {
    String html();
}
