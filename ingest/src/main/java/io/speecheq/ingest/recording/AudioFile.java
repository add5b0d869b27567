package io.speecheq.ingest.recording;

import io.speecheq.acoustics.recording.UnsupportedAudio;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A recorded call in a file of any audio format: WAV and FLAC are read here, everything else by ffmpeg.
 * Opening reads the first {@value #LEAST_MILLIS} ms, so that a file that holds nothing usable is refused before anything of
 * it was passed on. A file that breaks off later ends there, with a {@link #warning}.
 */
public final class AudioFile implements RecordingSource {

    /** One analysis frame: less audio than this has no features. */
    static final int LEAST_MILLIS = 25;

    static final int LOWEST_RATE_HZ = 4_000;
    static final int HIGHEST_RATE_HZ = 192_000;

    private static final int MOST_CHANNELS = 64;

    private final Path file;
    private final RecordingSource decoded;
    private final float[][] head;
    private final int headFrames;
    private int headRead;
    private long framesRead;
    private Optional<String> breakage = Optional.empty();

    private AudioFile(Path file, RecordingSource decoded) throws IOException {
        this.file = file;
        this.decoded = decoded;
        int least = (decoded.sampleRateHz() * LEAST_MILLIS + 999) / 1000;
        this.head = new float[decoded.channels()][least];
        this.headFrames = fill(head, least);
        if (headFrames == 0) {
            throw new UnreadableRecording(file, "holds no audio; record or copy it again");
        }
        if (headFrames < least) {
            throw new UnreadableRecording(
                    file,
                    String.format(
                            Locale.ROOT,
                            "holds only %d %s (%.2f ms); a call needs at least %d ms",
                            headFrames,
                            headFrames == 1 ? "sample" : "samples",
                            1000.0 * headFrames / decoded.sampleRateHz(),
                            LEAST_MILLIS));
        }
    }

    /**
     * Opens a file; its format is told by its content, not by its name.
     *
     * @throws UnreadableRecording if it cannot be used as a recorded call, and why
     */
    public static AudioFile open(Path file) throws UnreadableRecording {
        try {
            checkIsAFile(file);
            return checked(file, isReadHere(file) ? openHere(file) : decode(file, FfmpegLibrary.problem()));
        } catch (UnreadableRecording e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecording(
                    file, "cannot be read (" + e.getMessage() + "); check the disk and the file", e);
        }
    }

    private static void checkIsAFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new UnreadableRecording(file, "no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableRecording(file, "is a folder; name the recordings in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableRecording(file, "is not a regular file; save the recording to disk first");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableRecording(file, "may not be read; check its permissions");
        }
        if (Files.size(file) == 0) {
            throw new UnreadableRecording(file, "is empty; record or copy it again");
        }
    }

    private static boolean isReadHere(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String magic = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            return switch (magic) {
                case "RIFF", "RIFX", "RF64", "BW64", "fLaC" -> true;
                default -> false;
            };
        }
    }

    /** With ffmpeg where the coding inside of the container is not one of ours, ADPCM for instance. */
    private static RecordingSource openHere(Path file) throws IOException {
        try {
            return StoredRecording.open(file);
        } catch (UnsupportedAudio e) {
            if (e.reason() == UnsupportedAudio.Reason.UNKNOWN_FORMAT) {
                return decode(file, FfmpegLibrary.problem());
            }
            String problem = String.valueOf(e.getMessage()).replace(file + " ", "");
            throw new UnreadableRecording(file, problem + "; record or copy it again", e);
        }
    }

    /** By ffmpeg's library, or where that has a problem by an installed ffmpeg. */
    static RecordingSource decode(Path file, Optional<String> libraryProblem) throws IOException {
        if (libraryProblem.isEmpty()) {
            return LibraryRecording.open(file);
        }
        FfmpegProgram program = FfmpegProgram.installed();
        try {
            program.checkStarts(libraryProblem.get());
        } catch (IOException e) {
            throw new UnreadableRecording(file, String.valueOf(e.getMessage()), e);
        }
        return ProgramRecording.open(file, program);
    }

    private static AudioFile checked(Path file, RecordingSource decoded) throws IOException {
        try {
            int rateHz = decoded.sampleRateHz();
            if (rateHz < LOWEST_RATE_HZ || rateHz > HIGHEST_RATE_HZ) {
                throw new UnreadableRecording(
                        file,
                        String.format(
                                Locale.ROOT,
                                "has a sample rate of %d Hz; convert it to one from %d to %d Hz",
                                rateHz,
                                LOWEST_RATE_HZ,
                                HIGHEST_RATE_HZ));
            }
            if (decoded.channels() > MOST_CHANNELS) {
                throw new UnreadableRecording(
                        file, "has " + decoded.channels() + " channels; at most " + MOST_CHANNELS + " can be read");
            }
            return new AudioFile(file, decoded);
        } catch (IOException | RuntimeException e) {
            decoded.close();
            throw e;
        }
    }

    private int fill(float[][] rows, int frames) throws IOException {
        int filled = 0;
        float[][] piece = new float[rows.length][frames];
        int read = decoded.read(piece);
        while (read > 0 && filled < frames) {
            for (int channel = 0; channel < rows.length; channel++) {
                System.arraycopy(piece[channel], 0, rows[channel], filled, read);
            }
            filled += read;
            if (filled < frames) {
                piece = new float[rows.length][frames - filled];
                read = decoded.read(piece);
            }
        }
        return filled;
    }

    public Path file() {
        return file;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public int sampleRateHz() {
        return decoded.sampleRateHz();
    }

    @Override
    public int channels() {
        return decoded.channels();
    }

    @Override
    public OptionalLong frames() {
        return decoded.frames();
    }

    @Override
    public int read(float[][] perChannel) throws IOException {
        int read = headRead < headFrames ? readHead(perChannel) : readOn(perChannel);
        framesRead += Math.max(0, read);
        return read;
    }

    private int readHead(float[][] perChannel) {
        int count = Math.min(headFrames - headRead, perChannel[0].length);
        for (int channel = 0; channel < head.length; channel++) {
            System.arraycopy(head[channel], headRead, perChannel[channel], 0, count);
        }
        headRead += count;
        return count;
    }

    private int readOn(float[][] perChannel) throws InterruptedIOException {
        if (breakage.isPresent()) {
            return -1;
        }
        try {
            return decoded.read(perChannel);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            double seconds = (double) framesRead / sampleRateHz();
            breakage = Optional.of(UnreadableRecording.oneLine(String.format(
                    Locale.ROOT,
                    "%s: breaks off after %.1f s (%s); what came before is used",
                    file,
                    seconds,
                    e.getMessage())));
            return -1;
        }
    }

    @Override
    public Optional<String> warning() {
        return breakage.or(decoded::warning);
    }

    @Override
    public void close() throws IOException {
        decoded.close();
    }
}
