package io.speecheq.app.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A float32 array {@code [rows][columns]} in numpy's file format, version 1.0, written row by row without holding it. One thread. Format:
 * numpy.lib.format.
 */
public final class NpyWriter implements AutoCloseable {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER_BYTES = 128;

    private final FileChannel file;
    private final int columns;
    private final ByteBuffer buffer;
    private long rows;

    /** Creates {@code path}, or empties it. */
    public NpyWriter(Path path, int columns) throws IOException {
        this.columns = columns;
        this.buffer = ByteBuffer.allocate(Float.BYTES * columns * 256).order(ByteOrder.LITTLE_ENDIAN);
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        file.write(ByteBuffer.wrap(header(0)));
    }

    /** Appends one row; the array is not kept. */
    public void writeRow(float[] row) throws IOException {
        if (row.length != columns) {
            throw new IllegalArgumentException("a row of " + row.length + " where " + columns + " belong");
        }
        if (buffer.remaining() < Float.BYTES * columns) {
            drain();
        }
        for (float value : row) {
            buffer.putFloat(value);
        }
        rows++;
    }

    public long rows() {
        return rows;
    }

    /** Writes what is left, and the shape. */
    @Override
    public void close() throws IOException {
        try (file) {
            drain();
            file.write(ByteBuffer.wrap(header(rows)), 0);
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    private byte[] header(long rowCount) {
        String shape = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rowCount + ", " + columns + "), }";
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putShort((short) (HEADER_BYTES - MAGIC.length - Short.BYTES));
        header.put(shape.getBytes(StandardCharsets.US_ASCII));
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }
}
