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
 * A recording that ffmpeg decodes, in a process of its own: a hostile file harms no more than that. The process streams 32-bit
 * float WAV at the file's own rate and channels into a pipe, no faster than it is read. Only the first audio track counts.
 */
final class FfmpegRecording implements RecordingSource {

    /**
     * Containers of audio that stand for themselves. Not playlists and the like (hls, concat, dash, ...), through which a file
     * could make us read others.
     */
    private static final String FORMATS =
            "3dostr,aa,aac,ac3,act,adts,aiff,alaw,amr,amrnb,amrwb,ape,asf,asf_o,au,avi,caf,dsf,dts,dtshd,eac3,flac,flv,g722,"
                    + "g723_1,g729,gsm,ilbc,iff,ircam,kvag,live_flv,loas,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,"
                    + "mpeg,mpegts,mulaw,mxf,nistsphere,nut,nsv,ogg,oma,paf,pvf,qcp,rm,rso,sbc,shn,sln,sol,sox,spdif,swf,tak,"
                    + "truehd,tta,voc,vqf,w64,wav,wsvqa,wtv,wv,xwma";

    private static final int PIPE_BYTES = 1 << 16;
    /** A duration that a container tells may be an estimate: shorter by this much is still whole. */
    private static final double SLACK_SECONDS = 1;

    private static final double SLACK_SHARE = 0.02;

    private final Path file;
    private final FfmpegProcess process;
    private final InputStream samples;
    private final StreamedWavFormat format;
    private final OptionalDouble promisedSeconds;

    private byte[] block = new byte[0];
    private long framesRead;
    private Optional<String> warning = Optional.empty();
    private boolean isAtEnd;

    private FfmpegRecording(
            Path file,
            FfmpegProcess process,
            InputStream samples,
            StreamedWavFormat format,
            OptionalDouble promisedSeconds) {
        this.file = file;
        this.process = process;
        this.samples = samples;
        this.format = format;
        this.promisedSeconds = promisedSeconds;
    }

    static FfmpegRecording open(Path file) throws IOException {
        FfmpegProgram program = program(file);
        FfmpegProcess process = FfmpegProcess.start(decoding(program, file));
        try {
            InputStream samples = new BufferedInputStream(process.output(), PIPE_BYTES);
            StreamedWavFormat format = StreamedWavFormat.read(samples);
            return new FfmpegRecording(file, process, samples, format, promisedSeconds(program, file));
        } catch (EOFException e) {
            try (process) {
                process.await();
                throw new UnreadableRecording(file, problem(process), e);
            }
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private static FfmpegProgram program(Path file) throws UnreadableRecording {
        try {
            return FfmpegProgram.located();
        } catch (IOException e) {
            throw new UnreadableRecording(file, String.valueOf(e.getMessage()), e);
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
                "file,pipe",
                "-format_whitelist",
                FORMATS,
                "-i",
                input(file),
                "-map",
                "0:a:0",
                "-c:a",
                "pcm_f32le",
                "-bitexact",
                "-f",
                "wav",
                "pipe:1");
    }

    /** With its protocol, so that no file's name is taken for an option or an address. */
    private static String input(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    private static OptionalDouble promisedSeconds(FfmpegProgram program, Path file) throws IOException {
        List<String> command = List.of(
                program.ffprobe(),
                "-v",
                "error",
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                FORMATS,
                "-show_entries",
                "format=duration",
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                input(file));
        try (FfmpegProcess process = FfmpegProcess.start(command)) {
            String text = new String(process.output().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9]+(\\.[0-9]+)?")
                    ? OptionalDouble.of(Double.parseDouble(text))
                    : OptionalDouble.empty();
        }
    }

    private static String problem(FfmpegProcess process) {
        if (process.complainedOf("moov atom not found")) {
            return "is cut off before its index (the moov atom); get the whole file";
        }
        if (process.complainedOf("matches no streams")) {
            return "has no audio track; name a recording";
        }
        if (process.complainedOf("not on whitelist")) {
            return "is not audio but a text, a picture or a playlist; name the recordings themselves";
        }
        if (process.complainedOf("Invalid data found")) {
            return "is not audio, or is damaged at its beginning; convert it to WAV, FLAC, MP3, M4A or Ogg";
        }
        return "cannot be decoded (" + process.complaint() + "); convert it to WAV, FLAC, MP3, M4A or Ogg";
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
        return promisedSeconds.isPresent()
                ? OptionalLong.of(Math.round(promisedSeconds.getAsDouble() * sampleRateHz()))
                : OptionalLong.empty();
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
        double promised = promisedSeconds.orElse(seconds);
        if (promised - seconds > Math.max(SLACK_SECONDS, SLACK_SHARE * promised)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s is cut short: its header promises %.1f s, it holds %.1f s; what is there is used",
                    file,
                    promised,
                    seconds));
        }
        if (code != 0) {
            return Optional.of(UnreadableRecording.oneLine(String.format(
                    Locale.ROOT,
                    "%s breaks off after %.1f s (%s); what came before is used",
                    file,
                    seconds,
                    process.complaint())));
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
