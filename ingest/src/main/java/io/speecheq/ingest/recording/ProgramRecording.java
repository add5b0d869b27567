package io.speecheq.ingest.recording;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A recording that an installed ffmpeg program decodes, where {@link FfmpegLibrary} cannot. Its process streams 32-bit float WAV
 * at the file's own rate and channels into a pipe, no faster than it is read. Only the first audio track counts.
 */
final class ProgramRecording implements RecordingSource {

    private static final int PIPE_BYTES = 1 << 16;

    private final Path file;
    private final FfmpegProcess process;
    private final InputStream samples;
    private final StreamedWavFormat format;
    private final PromisedLength promised;

    private byte[] block = new byte[0];
    private long framesRead;
    private Optional<String> warning = Optional.empty();
    private boolean isAtEnd;

    private ProgramRecording(
            Path file, FfmpegProcess process, InputStream samples, StreamedWavFormat format, PromisedLength promised) {
        this.file = file;
        this.process = process;
        this.samples = samples;
        this.format = format;
        this.promised = promised;
    }

    /**
     * Opens a file.
     *
     * @param program one that starts
     */
    static ProgramRecording open(Path file, FfmpegProgram program) throws IOException {
        FfmpegProcess process = FfmpegProcess.start(decoding(program, file));
        try {
            InputStream samples = new BufferedInputStream(process.output(), PIPE_BYTES);
            StreamedWavFormat format = StreamedWavFormat.read(samples);
            return new ProgramRecording(file, process, samples, format, promised(program, file));
        } catch (EOFException e) {
            try (process) {
                process.await();
                throw new UnreadableRecording(file, process.complaints().problem(), e);
            }
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static List<String> decoding(FfmpegProgram program, Path file) {
        return List.of(
                program.ffmpeg(),
                "-nostdin",
                "-hide_banner",
                "-v",
                "error",
                "-protocol_whitelist",
                FfmpegInput.PROTOCOLS + ",pipe",
                "-format_whitelist",
                FfmpegInput.FORMATS,
                "-i",
                FfmpegInput.address(file),
                "-map",
                "0:a:0",
                "-c:a",
                "pcm_f32le",
                "-bitexact",
                "-f",
                "wav",
                "pipe:1");
    }

    private static PromisedLength promised(FfmpegProgram program, Path file) throws IOException {
        List<String> command = List.of(
                program.ffprobe(),
                "-v",
                "error",
                "-protocol_whitelist",
                FfmpegInput.PROTOCOLS + ",pipe",
                "-format_whitelist",
                FfmpegInput.FORMATS,
                "-show_entries",
                "format=duration",
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                FfmpegInput.address(file));
        try (FfmpegProcess process = FfmpegProcess.start(command)) {
            String text = new String(process.output().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return new PromisedLength(
                    text.matches("[0-9]+(\\.[0-9]+)?")
                            ? OptionalDouble.of(Double.parseDouble(text))
                            : OptionalDouble.empty(),
                    false);
        }
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public int sampleRateHz() {
        return format.sampleRateHz();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    @Override
    public OptionalLong frames() {
        return promised.frames(sampleRateHz());
    }

    @Override
    public int read(float[][] perChannel) throws IOException {
        int frameBytes = channels() * Float.BYTES;
        int asked = Math.min(perChannel[0].length, Integer.MAX_VALUE / frameBytes);
        if (block.length < asked * frameBytes) {
            block = new byte[asked * frameBytes];
        }
        int frames = isAtEnd ? 0 : samples.readNBytes(block, 0, asked * frameBytes) / frameBytes;
        if (frames < asked && !isAtEnd) {
            isAtEnd = true;
            warning = endWarning(framesRead + frames);
        }
        ByteBuffer values = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < frames; frame++) {
            for (float[] row : perChannel) {
                row[frame] = values.getFloat();
            }
        }
        framesRead += frames;
        return frames == 0 ? -1 : frames;
    }

    /** A few complaints on the way are usual with good files; a bad end, or one far too early, is not. */
    private Optional<String> endWarning(long frames) throws IOException {
        int code = process.await();
        double seconds = (double) frames / sampleRateHz();
        Optional<String> shortfall = promised.shortfall(file, seconds);
        if (shortfall.isPresent()) {
            return shortfall;
        }
        if (code != 0) {
            return Optional.of(UnreadableRecording.oneLine(String.format(
                    Locale.ROOT,
                    "%s breaks off after %.1f s (%s); what came before is used",
                    file,
                    seconds,
                    process.complaints().first())));
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
