package io.speecheq.acoustics.recording;

import io.speecheq.acoustics.recording.UnsupportedAudio.Reason;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A recorded audio file, read from front to back in pieces: WAV (8 to 32-bit integers, 32 and 64-bit floats, mu-law, A-law,
 * extensible, RF64), AIFF, AU, and FLAC where a decoder for it is on the class path; any rate, any number of channels.
 * Samples are converted at the file's own depth into [-1, 1). Memory does not depend on the file's length or on what its
 * header claims. Owned by one thread, which closes it.
 */
public final class Recording implements Closeable {

    private static final int LOWEST_RATE_HZ = 1_000;
    private static final int HIGHEST_RATE_HZ = 768_000;
    /** More than any microphone array has; a damaged header can claim 65535 and would have as many rows filled. */
    private static final int MOST_CHANNELS = 256;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PIECE_FRAMES = 1 << 14;

    private final Path file;
    private final StoredAudio audio;
    private final int frameBytes;
    private final long frames;

    private byte[] block = new byte[0];
    private long framesRead;
    private boolean isAtEnd;

    private Recording(Path file, StoredAudio audio) {
        this.file = file;
        this.audio = audio;
        this.frameBytes = audio.coding().bytes() * audio.channels();
        this.frames = audio.storedFrames() == StoredAudio.UNKNOWN_FRAMES
                ? audio.promisedFrames()
                : Math.min(audio.promisedFrames(), audio.storedFrames());
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws UnsupportedAudio if the file is empty, not audio, damaged at its beginning, or of a format not read here
     * @throws IOException if there is no such file or it cannot be read; the message is one line, as above
     */
    public static Recording open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a recording");
        }
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        try {
            StoredAudio audio = openStored(file, in, Files.size(file));
            boolean isPossible = audio.sampleRateHz() >= LOWEST_RATE_HZ
                    && audio.sampleRateHz() <= HIGHEST_RATE_HZ
                    && audio.channels() <= MOST_CHANNELS;
            if (!isPossible) {
                throw new UnsupportedAudio(
                        file,
                        Reason.DAMAGED,
                        "says it has " + audio.channels() + " channels at " + audio.sampleRateHz() + " Hz");
            }
            return new Recording(file, audio);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static StoredAudio openStored(Path file, InputStream in, long fileBytes) throws IOException {
        in.mark(4);
        String magic = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        in.reset();
        if (magic.isEmpty()) {
            throw new UnsupportedAudio(file, Reason.EMPTY, "is empty");
        }
        if (WavFile.isBegunBy(magic)) {
            return WavFile.open(file, in, magic, fileBytes);
        }
        if (JavaSoundFile.isBegunBy(magic)) {
            return JavaSoundFile.open(file, in, magic, fileBytes);
        }
        throw new UnsupportedAudio(file, Reason.UNKNOWN_FORMAT, "is not a WAV, FLAC, AIFF or AU recording");
    }

    public int sampleRateHz() {
        return audio.sampleRateHz();
    }

    public int channels() {
        return audio.channels();
    }

    /**
     * Number of frames (samples of one channel) in the file, where its header tells: for progress, not for allocation. For WAV
     * never more than the file holds; a FLAC header is believed.
     */
    public OptionalLong frames() {
        return frames == StoredAudio.UNKNOWN_FRAMES ? OptionalLong.empty() : OptionalLong.of(frames);
    }

    /** Number of frames read so far. */
    public long framesRead() {
        return framesRead;
    }

    /**
     * Reads the next frames.
     *
     * @param perChannel {@code [channels][n]}, filled from the front; the shortest row limits what is read
     * @return the number of frames read, all that was asked for unless the end was reached, or -1 at the end
     */
    public int read(float[][] perChannel) throws IOException {
        int wanted = wanted(perChannel);
        long left = frames == StoredAudio.UNKNOWN_FRAMES || !isBounded() ? Long.MAX_VALUE : frames - framesRead;
        int asked = (int) Math.min(Math.min(wanted, left), Integer.MAX_VALUE / frameBytes);
        if (isAtEnd || (asked <= 0 && wanted > 0)) {
            isAtEnd = true;
            return -1;
        }
        if (block.length < asked * frameBytes) {
            block = new byte[asked * frameBytes];
        }
        int read = readBlock(asked * frameBytes) / frameBytes;
        isAtEnd = read < asked;
        for (int channel = 0; channel < audio.channels(); channel++) {
            decode(perChannel[channel], channel, read);
        }
        framesRead += read;
        return read == 0 && asked > 0 ? -1 : read;
    }

    /** Whether the samples are followed by something else, so that reading must stop where the header says. */
    private boolean isBounded() {
        return audio.storedFrames() != StoredAudio.UNKNOWN_FRAMES;
    }

    private int wanted(float[][] perChannel) {
        if (perChannel.length != audio.channels()) {
            throw new IllegalArgumentException(
                    "needs a row for each of " + audio.channels() + " channels, got " + perChannel.length);
        }
        int wanted = Integer.MAX_VALUE;
        for (float[] row : perChannel) {
            wanted = Math.min(wanted, row.length);
        }
        return wanted;
    }

    private int readBlock(int bytes) throws IOException {
        int filled = 0;
        try {
            while (filled < bytes) {
                int read = audio.bytes().read(block, filled, bytes - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
            }
        } catch (EOFException e) {
            // A decoder's word for a file that is cut within a block: what came before it stands.
            return filled;
        } catch (RuntimeException e) {
            // What a decoder throws that meets damage it did not expect.
            throw new IOException(file + " is damaged after frame " + framesRead, e);
        }
        return filled;
    }

    private void decode(float[] row, int channel, int count) {
        SampleCoding coding = audio.coding();
        int at = channel * coding.bytes();
        for (int i = 0; i < count; i++) {
            row[i] = coding.decode(block, at);
            at += frameBytes;
        }
    }

    /** Reads all that is left, {@code [channels][frames]}. */
    public float[][] readAll() throws IOException {
        float[][] all = new float[audio.channels()][0];
        float[][] piece = new float[audio.channels()][PIECE_FRAMES / audio.channels()];
        int filled = 0;
        for (int read = read(piece); read >= 0; read = read(piece)) {
            for (int channel = 0; channel < all.length; channel++) {
                if (all[channel].length < filled + read) {
                    all[channel] = Arrays.copyOf(all[channel], Math.max(2 * filled, PIECE_FRAMES));
                }
                System.arraycopy(piece[channel], 0, all[channel], filled, read);
            }
            filled += read;
        }
        for (int channel = 0; channel < all.length; channel++) {
            all[channel] = Arrays.copyOf(all[channel], filled);
        }
        return all;
    }

    /**
     * One line that says how much is missing, if the file holds less than its header promises. Known from the beginning for
     * WAV, at the end for the others.
     */
    public Optional<String> truncation() {
        long promised = audio.promisedFrames();
        boolean isCut = promised != StoredAudio.UNKNOWN_FRAMES
                && ((isBounded() && promised > audio.storedFrames()) || (isAtEnd && promised > framesRead));
        if (!isCut) {
            return Optional.empty();
        }
        long held = isAtEnd ? framesRead : frames;
        return Optional.of(String.format(
                Locale.ROOT,
                "%s is cut short: its header promises %.1f s, it holds %.1f s",
                file,
                (double) promised / sampleRateHz(),
                (double) held / sampleRateHz()));
    }

    @Override
    public void close() throws IOException {
        audio.bytes().close();
    }
}
