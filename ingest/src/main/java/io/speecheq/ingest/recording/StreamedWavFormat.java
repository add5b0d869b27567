package io.speecheq.ingest.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What the header of a WAV stream of 32-bit floats says about the samples after it; its sizes say nothing. */
record StreamedWavFormat(int channels, int sampleRateHz) {

    private static final int FORMAT_BYTES = 16;

    /**
     * Reads up to the first sample.
     *
     * @throws EOFException if the stream ends before
     */
    static StreamedWavFormat read(InputStream in) throws IOException {
        String form = text(next(in, 12));
        if (!form.startsWith("RIFF") && !form.startsWith("RF64")) {
            throw new IOException("expected a WAV stream, got " + UnreadableRecording.oneLine(form));
        }
        ByteBuffer format = ByteBuffer.allocate(0);
        while (true) {
            ByteBuffer chunk = next(in, 8);
            int length = chunk.getInt(4);
            String id = text(chunk).substring(0, 4);
            if (id.equals("data")) {
                return of(format);
            }
            ByteBuffer content = next(in, length + (length & 1));
            format = id.equals("fmt ") ? content : format;
        }
    }

    private static StreamedWavFormat of(ByteBuffer format) throws IOException {
        if (format.limit() < FORMAT_BYTES || format.getShort(14) != Float.SIZE) {
            throw new IOException("expected 32-bit samples in a WAV stream");
        }
        return new StreamedWavFormat(Short.toUnsignedInt(format.getShort(2)), format.getInt(4));
    }

    private static ByteBuffer next(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
