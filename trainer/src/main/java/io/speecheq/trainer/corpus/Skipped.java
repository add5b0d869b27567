package io.speecheq.trainer.corpus;

import java.nio.file.Path;

/** A clip that was found and not taken, and why. */
public record Skipped(Path path, String reason) {}
