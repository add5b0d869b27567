package io.speecheq.ingest.recording;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Where the ffmpeg and ffprobe programs are: those of the library build on the class path, unpacked at first use into
 * {@code ~/.javacpp} (or the temporary folder, where the home cannot be written to), else the installed ones.
 */
record FfmpegProgram(String ffmpeg, String ffprobe) {

    /** A place to look for the programs. */
    interface Candidate {
        FfmpegProgram find() throws IOException;
    }

    private static @Nullable FfmpegProgram located;

    /** The programs, looked for once in the life of the process; the message of the error is what to do about it. */
    static synchronized FfmpegProgram located() throws IOException {
        FfmpegProgram program = located;
        if (program == null) {
            program = firstThatStarts(List.of(FfmpegProgram::ofTheLibrary, FfmpegProgram::installed));
            located = program;
        }
        return program;
    }

    static FfmpegProgram firstThatStarts(List<Candidate> candidates) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Candidate candidate : candidates) {
            try {
                FfmpegProgram program = candidate.find();
                program.checkStarts();
                return program;
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        throw new IOException(
                "its format needs ffmpeg, which does not run on this system (" + String.join("; ", problems)
                        + "); install ffmpeg so that it is on the PATH, or convert the file to WAV or FLAC");
    }

    static FfmpegProgram ofTheLibrary() throws IOException {
        try {
            return new FfmpegProgram(
                    Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), Loader.load(org.bytedeco.ffmpeg.ffprobe.class));
        } catch (LinkageError | RuntimeException e) {
            throw new IOException("its build for " + Loader.getPlatform() + " does not load: " + innermost(e), e);
        }
    }

    /** Names what is missing, without the folders it was looked for in. */
    private static String innermost(Throwable problem) {
        Throwable innermost = problem;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage()).replaceAll("\\S*/(?=\\S)", "");
    }

    private static FfmpegProgram installed() {
        return new FfmpegProgram("ffmpeg", "ffprobe");
    }

    /** A build may be there and yet lack a library of the system; the loader's complaint names it. */
    private void checkStarts() throws IOException {
        try (FfmpegProcess process = FfmpegProcess.start(List.of(ffmpeg, "-version"))) {
            process.output().readAllBytes();
            if (process.await() != 0) {
                throw new IOException(process.complaint());
            }
        }
    }
}
