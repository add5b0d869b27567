package io.speecheq.inference.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * This package's values as bytes in Flink's state: the number of their format, then every component. A new format gets the
 * next number, and the old ones are read for ever.
 */
final class StateFormat {

    private static final int FORMAT = 1;

    /** Writes a value. */
    interface Writing {
        void writeTo(DataOutput out) throws IOException;
    }

    /** Reads a value. */
    interface Reading<T> {
        T readFrom(DataInput in) throws IOException;
    }

    private StateFormat() {}

    static byte[] bytes(Writing value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(FORMAT);
            value.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException when the bytes are damaged, or of a later version of the job */
    static <T> T value(byte[] bytes, Reading<T> reading) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int format = in.readUnsignedByte();
        if (format != FORMAT) {
            throw new IOException("state of releases has format " + format + ", this job reads " + FORMAT
                    + ": run the version of the job that wrote it");
        }
        return reading.readFrom(in);
    }
}
