package io.speecheq.ingest.recording;

import java.io.IOException;
import java.util.List;

/** The ffmpeg and ffprobe programs of a system that the library has no build for. */
record FfmpegProgram(String ffmpeg, String ffprobe) {

    /** Those on the PATH, whether they are there or not. */
    static FfmpegProgram installed() {
        return new FfmpegProgram("ffmpeg", "ffprobe");
    }

    /**
     * A program may be there and yet lack a library of the system; the loader's complaint names it.
     *
     * @throws IOException if it does not start; the message is what to do about it
     */
    void checkStarts(String libraryProblem) throws IOException {
        try (FfmpegProcess process = FfmpegProcess.start(List.of(ffmpeg, "-version"))) {
            process.output().readAllBytes();
            if (process.await() != 0) {
                throw new IOException(process.complaints().first());
            }
        } catch (IOException e) {
            throw new IOException(
                    "its format needs ffmpeg, which does not run on this system (" + libraryProblem + "; "
                            + e.getMessage()
                            + "); install ffmpeg so that it is on the PATH, or convert the file to WAV or FLAC",
                    e);
        }
    }
}
