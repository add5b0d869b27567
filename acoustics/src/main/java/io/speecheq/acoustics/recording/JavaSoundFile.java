package io.speecheq.acoustics.recording;

import io.speecheq.acoustics.recording.UnsupportedAudio.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Opens what the decoders of {@code javax.sound.sampled} read: AIFF and AU always, FLAC where one for it is on the class
 * path. Only those: the platform would also play a MIDI file.
 */
final class JavaSoundFile {

    private static final String FLAC = "fLaC";
    private static final int FLAC_HEADER_BYTES = 42;
    private static final int FLAC_LENGTH_AT = 18;
    private static final long FLAC_LENGTH_MASK = (1L << 36) - 1;

    private static final Map<AudioFormat.Encoding, SampleCoding.Kind> KINDS = Map.of(
            AudioFormat.Encoding.PCM_SIGNED, SampleCoding.Kind.SIGNED,
            AudioFormat.Encoding.PCM_UNSIGNED, SampleCoding.Kind.UNSIGNED,
            AudioFormat.Encoding.PCM_FLOAT, SampleCoding.Kind.FLOAT,
            AudioFormat.Encoding.ULAW, SampleCoding.Kind.MU_LAW,
            AudioFormat.Encoding.ALAW, SampleCoding.Kind.A_LAW);

    private JavaSoundFile() {}

    /** Whether a file that begins with those four characters is for this class. */
    static boolean isBegunBy(String magic) {
        return magic.equals(FLAC) || magic.equals("FORM") || magic.equals(".snd");
    }

    /** Reads from the very beginning of the file; the stream must be able to go back to it. */
    static StoredAudio open(Path file, InputStream in, String magic, long fileBytes) throws IOException {
        long promised = magic.equals(FLAC) ? flacFrames(file, in) : StoredAudio.UNKNOWN_FRAMES;
        // The decoders throw whatever they stumble over in a damaged file, arithmetic errors included.
        try {
            AudioInputStream stream = AudioSystem.getAudioInputStream(in);
            AudioFormat format = stream.getFormat();
            if (magic.equals(FLAC)) {
                return flac(stream, format, promised);
            }
            SampleCoding coding = coding(file, format);
            long stored = fileBytes / ((long) coding.bytes() * format.getChannels());
            return new StoredAudio(
                    stream,
                    coding,
                    (int) format.getSampleRate(),
                    format.getChannels(),
                    stream.getFrameLength() < 0 ? StoredAudio.UNKNOWN_FRAMES : stream.getFrameLength(),
                    stored);
        } catch (UnsupportedAudioFileException | RuntimeException e) {
            UnsupportedAudio unsupported = new UnsupportedAudio(
                    file,
                    Reason.UNKNOWN_FORMAT,
                    "is " + name(magic) + " of a kind that no decoder on the class path reads");
            unsupported.initCause(e);
            throw unsupported;
        }
    }

    private static String name(String magic) {
        return magic.equals(FLAC) ? "FLAC" : magic.equals("FORM") ? "AIFF" : "AU";
    }

    private static long flacFrames(Path file, InputStream in) throws IOException {
        in.mark(FLAC_HEADER_BYTES);
        byte[] header = in.readNBytes(FLAC_HEADER_BYTES);
        in.reset();
        if (header.length < FLAC_HEADER_BYTES) {
            throw new UnsupportedAudio(file, Reason.DAMAGED, "ends within its FLAC header");
        }
        long frames = ByteBuffer.wrap(header).getLong(FLAC_LENGTH_AT) & FLAC_LENGTH_MASK;
        return frames == 0 ? StoredAudio.UNKNOWN_FRAMES : frames;
    }

    private static StoredAudio flac(AudioInputStream stream, AudioFormat format, long promised) {
        int bytes = (format.getSampleSizeInBits() + 7) / 8;
        int channels = format.getChannels();
        AudioFormat pcm = new AudioFormat(
                AudioFormat.Encoding.PCM_SIGNED,
                format.getSampleRate(),
                format.getSampleSizeInBits(),
                channels,
                bytes * channels,
                format.getSampleRate(),
                false);
        // The decoder calls its 8-bit output signed and means unsigned.
        SampleCoding.Kind kind = bytes == 1 ? SampleCoding.Kind.UNSIGNED : SampleCoding.Kind.SIGNED;
        return new StoredAudio(
                AudioSystem.getAudioInputStream(pcm, stream),
                new SampleCoding(kind, bytes, false),
                (int) format.getSampleRate(),
                channels,
                promised,
                StoredAudio.UNKNOWN_FRAMES);
    }

    private static SampleCoding coding(Path file, AudioFormat format) throws UnsupportedAudio {
        SampleCoding.Kind kind = KINDS.get(format.getEncoding());
        int bytes = format.getFrameSize() / format.getChannels();
        if (kind != null) {
            SampleCoding coding = new SampleCoding(kind, bytes, format.isBigEndian());
            if (coding.isReadable()) {
                return coding;
            }
        }
        throw new UnsupportedAudio(file, Reason.UNKNOWN_FORMAT, "holds samples of the unknown kind " + format);
    }
}
