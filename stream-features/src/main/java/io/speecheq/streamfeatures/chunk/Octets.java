package io.speecheq.streamfeatures.chunk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** An immutable run of bytes, equal by value. */
public final class Octets {

    private static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Octets empty() {
        return EMPTY;
    }

    public static Octets copyOf(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** A copy of what remains in the buffer, whose position stays. */
    public static Octets copyOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return new Octets(bytes);
    }

    /** Takes the array itself, which its maker gives away and never changes again. */
    public static Octets owning(byte[] bytes) {
        return new Octets(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /** A copy. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** A read-only view of all bytes. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Writes the length and the bytes. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Octets readFrom(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IOException("a run of bytes cannot have length " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new Octets(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length alone: bytes may be audio, and audio never reaches a log. */
    @Override
    public String toString() {
        return "Octets[" + bytes.length + "]";
    }
}
