package io.speecheq.ingest.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;

/**
 * FFmpeg's libraries for containers, codecs and sample formats in this process: unpacked and loaded once, at first use, into
 * {@code ~/.javacpp} (or the temporary folder, where the home cannot be written to). Its library for devices is never loaded:
 * that one needs sound and window systems, these need libc and libstdc++ alone.
 */
final class FfmpegLibrary {

    private static final int LONGEST_REASON = 256;

    private FfmpegLibrary() {}

    /** Why it cannot be used on this system, if it cannot. */
    static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    /**
     * Gathers what the library complains of on this thread, which otherwise nobody hears: it never prints.
     *
     * @param complaints where to, until {@link #ignoreComplaints}
     */
    static void gatherComplaints(FfmpegComplaints complaints) {
        Log.GATHERED.set(complaints);
    }

    static void ignoreComplaints() {
        Log.GATHERED.remove();
    }

    /** Passes on what a call gave, or throws what its error code says. */
    static int checked(int code) throws IOException {
        if (code < 0) {
            throw new IOException(reason(code));
        }
        return code;
    }

    static String reason(int code) {
        byte[] text = new byte[LONGEST_REASON];
        avutil.av_strerror(code, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** Loads when it is first asked. */
    private static final class Loaded {

        static final Optional<String> PROBLEM = load();

        private static Optional<String> load() {
            try {
                Loader.load(avutil.class);
                Loader.load(avformat.class);
                Loader.load(swresample.class);
                avutil.av_log_set_level(avutil.AV_LOG_ERROR);
                avutil.setLogCallback(Log.INSTANCE);
                return Optional.empty();
            } catch (LinkageError | RuntimeException e) {
                return Optional.of("its library does not load on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": " + innermost(e));
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
    }

    /** Called by the library on the thread that uses it: decoders have no threads of their own unless asked to. */
    private static final class Log extends LogCallback {

        static final ThreadLocal<FfmpegComplaints> GATHERED = new ThreadLocal<>();
        static final Log INSTANCE = new Log();

        @Override
        public void call(int level, BytePointer line) {
            FfmpegComplaints complaints = GATHERED.get();
            if (complaints != null && line != null) {
                complaints.add(line.getString(StandardCharsets.UTF_8));
            }
        }
    }
}
