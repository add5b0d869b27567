package io.speecheq.ingest.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes compressed recordings with ffmpeg's own encoders. */
final class Encoder {

    private Encoder() {}

    /** From one of ffmpeg's generators, {@code sine=...} for instance. */
    static void encode(String generator, Path target, String... options) throws IOException {
        run(List.of("-f", "lavfi", "-i", generator), target, options);
    }

    static void convert(Path source, Path target, String... options) throws IOException {
        run(List.of("-i", "file:" + source), target, options);
    }

    private static void run(List<String> input, Path target, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(FfmpegProgram.located().ffmpeg(), "-v", "error", "-y"));
        command.addAll(input);
        command.addAll(List.of(options));
        command.add("file:" + target);
        try (FfmpegProcess process = FfmpegProcess.start(command)) {
            process.output().readAllBytes();
            if (process.await() != 0) {
                throw new IOException(process.complaint());
            }
        }
    }
}
