package io.speecheq.acoustics.recording;

import io.speecheq.acoustics.recording.UnsupportedAudio.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a RIFF WAVE file (RIFF, big-endian RIFX, RF64 and BW64) up to its first sample. Written here and not
 * left to {@code javax.sound.sampled}, which trusts the sizes in the header: a streamed file, whose sizes were never filled
 * in, has no samples for it, and a cut one more than there are.
 */
final class WavFile {

    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int SMALLEST_FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_FORMAT_BYTES = 40;
    /** Programs that cannot seek back leave sizes at or just under 2^31 or 2^32: from here on a size says nothing. */
    private static final long UNSEEKABLE_2G = 0x7FFFF000L;

    private final Path file;
    private final InputStream in;
    private final long fileBytes;
    private final ByteOrder order;

    private long position;
    private long riffBytes;
    private long longDataBytes = -1;
    private @Nullable ByteBuffer format;

    private WavFile(Path file, InputStream in, long fileBytes, ByteOrder order) {
        this.file = file;
        this.in = in;
        this.fileBytes = fileBytes;
        this.order = order;
    }

    /** Whether a file that begins with those four characters is for this class. */
    static boolean isBegunBy(String magic) {
        return magic.equals("RIFF") || magic.equals("RIFX") || magic.equals("RF64") || magic.equals("BW64");
    }

    /** Reads from the very beginning of the file, which has that many bytes. */
    static StoredAudio open(Path file, InputStream in, String magic, long fileBytes) throws IOException {
        ByteOrder order = magic.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        try {
            return new WavFile(file, in, fileBytes, order).readHeader();
        } catch (EOFException e) {
            throw new UnsupportedAudio(file, Reason.DAMAGED, "ends within its WAV header");
        }
    }

    private StoredAudio readHeader() throws IOException {
        read(4);
        riffBytes = unsigned(read(4).getInt());
        String form = text(read(4));
        if (!form.equals("WAVE")) {
            throw new UnsupportedAudio(file, Reason.UNKNOWN_FORMAT, "is a RIFF file, but not WAVE");
        }
        while (true) {
            String id = text(read(4));
            long size = unsigned(read(4).getInt());
            if (id.equals("data")) {
                return samples(size);
            }
            readChunk(id, size);
        }
    }

    private void readChunk(String id, long size) throws IOException {
        long begin = position;
        if (id.equals("fmt ")) {
            if (size < SMALLEST_FORMAT_BYTES) {
                throw new UnsupportedAudio(file, Reason.DAMAGED, "has a WAV format of " + size + " bytes, needs 16");
            }
            format = read((int) Math.min(size, EXTENSIBLE_FORMAT_BYTES));
        } else if (id.equals("ds64") && size >= 16) {
            read(8);
            longDataBytes = read(8).getLong();
        }
        skip(size + (size & 1) - (position - begin));
    }

    private StoredAudio samples(long size) throws IOException {
        if (format == null) {
            throw new UnsupportedAudio(file, Reason.DAMAGED, "has samples before their format");
        }
        int channels = Short.toUnsignedInt(format.getShort(2));
        long sampleRateHz = unsigned(format.getInt(4));
        int frameBytes = Short.toUnsignedInt(format.getShort(12));
        if (channels < 1 || sampleRateHz > Integer.MAX_VALUE) {
            throw new UnsupportedAudio(
                    file, Reason.DAMAGED, "says it has " + channels + " channels at " + sampleRateHz + " Hz");
        }
        SampleCoding coding = coding(format, channels, frameBytes);
        long stored = (fileBytes - position) / ((long) coding.bytes() * channels);
        long promised = dataBytes(size) / ((long) coding.bytes() * channels);
        return new StoredAudio(in, coding, (int) sampleRateHz, channels, promised, stored);
    }

    /** Bytes of samples by the header; to the end of the file where the header does not say. */
    private long dataBytes(long size) {
        long toTheEnd = fileBytes - position;
        if (longDataBytes >= 0 && size == 0xFFFFFFFFL) {
            return longDataBytes;
        }
        boolean isWholeFile = riffBytes + 8 == fileBytes || riffBytes + 9 == fileBytes;
        boolean isUnsaid = size == 0 ? !isWholeFile : size >= UNSEEKABLE_2G && size > toTheEnd;
        return isUnsaid ? toTheEnd : size;
    }

    private SampleCoding coding(ByteBuffer fmt, int channels, int frameBytes) throws UnsupportedAudio {
        int tag = Short.toUnsignedInt(fmt.getShort(0));
        int bits = Short.toUnsignedInt(fmt.getShort(14));
        if (tag == EXTENSIBLE && fmt.limit() >= EXTENSIBLE_FORMAT_BYTES) {
            // The first two bytes of the sub-format's GUID are the tag it stands for.
            tag = Short.toUnsignedInt(fmt.getShort(24));
        }
        int bytes = frameBytes > 0 && frameBytes % channels == 0 ? frameBytes / channels : (bits + 7) / 8;
        SampleCoding.Kind kind = switch (tag) {
            case PCM -> bytes == 1 ? SampleCoding.Kind.UNSIGNED : SampleCoding.Kind.SIGNED;
            case IEEE_FLOAT -> SampleCoding.Kind.FLOAT;
            case MU_LAW -> SampleCoding.Kind.MU_LAW;
            case A_LAW -> SampleCoding.Kind.A_LAW;
            default ->
                throw new UnsupportedAudio(file, Reason.UNKNOWN_FORMAT, "is a WAV file of the unknown coding " + tag);
        };
        SampleCoding coding = new SampleCoding(kind, bytes, order == ByteOrder.BIG_ENDIAN);
        if (!coding.isReadable()) {
            throw new UnsupportedAudio(
                    file, Reason.UNKNOWN_FORMAT, "is a WAV file of coding " + tag + " with " + bits + " bits");
        }
        return coding;
    }

    private ByteBuffer read(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException();
        }
        position += bytes;
        return ByteBuffer.wrap(read).order(order);
    }

    private void skip(long bytes) throws IOException {
        in.skipNBytes(bytes);
        position += bytes;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
