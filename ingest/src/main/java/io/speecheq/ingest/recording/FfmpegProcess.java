package io.speecheq.ingest.recording;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A running ffmpeg or ffprobe. Its output is read by the owner, whose pace holds it back; its complaints are drained by a
 * thread of their own, so that it never waits for us. Closing it ends and reaps it.
 */
final class FfmpegProcess implements Closeable {

    private static final long GRACE_SECONDS = 2;

    private final Process process;
    private final Thread drain;
    private final FfmpegComplaints complaints = new FfmpegComplaints();

    private FfmpegProcess(Process process) {
        this.process = process;
        this.drain = new Thread(this::drainComplaints, "ffmpeg-complaints-" + process.pid());
        drain.setDaemon(true);
        drain.start();
    }

    static FfmpegProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        return new FfmpegProcess(process);
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** Waits until it has ended, which it does once its output is read to the end; returns its exit code. */
    int await() throws IOException {
        try {
            int code = process.waitFor();
            drain.join();
            return code;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for ffmpeg");
        }
    }

    /** All of its first ones once it has ended. */
    FfmpegComplaints complaints() {
        return complaints;
    }

    private void drainComplaints() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                complaints.add(line);
            }
        } catch (IOException e) {
            // The process was closed while it complained; there is nobody left to tell.
            complaints.add(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            process.getInputStream().close();
        }
    }
}
