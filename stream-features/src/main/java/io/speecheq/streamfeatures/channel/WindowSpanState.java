package io.speecheq.streamfeatures.channel;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A {@link WindowSpan} at one moment. A value. */
final class WindowSpanState {

    final long firstBlock;
    final long nextFrame;
    final float[][] rows;
    final boolean[] speech;
    final double[] energies;
    final int[] lost;

    WindowSpanState(long firstBlock, long nextFrame, float[][] rows, boolean[] speech, double[] energies, int[] lost) {
        this.firstBlock = firstBlock;
        this.nextFrame = nextFrame;
        this.rows = rows;
        this.speech = speech;
        this.energies = energies;
        this.lost = lost;
    }

    /** Writes places, frames (speech, then the bands' bits) and blocks (energy's bits, loss), big-endian. */
    void writeTo(DataOutput out) throws IOException {
        out.writeLong(firstBlock);
        out.writeLong(nextFrame);
        out.writeInt(rows.length);
        out.writeInt(rows.length == 0 ? 0 : rows[0].length);
        for (int frame = 0; frame < rows.length; frame++) {
            out.writeBoolean(speech[frame]);
            ByteBuffer bytes = ByteBuffer.allocate(rows[frame].length * Float.BYTES);
            bytes.asFloatBuffer().put(rows[frame]);
            out.write(bytes.array());
        }
        out.writeInt(energies.length);
        for (int block = 0; block < energies.length; block++) {
            out.writeDouble(energies[block]);
            out.writeInt(lost[block]);
        }
    }

    /** Reads what {@link #writeTo} wrote. */
    static WindowSpanState readFrom(DataInput in) throws IOException {
        long firstBlock = in.readLong();
        long nextFrame = in.readLong();
        float[][] rows = new float[in.readInt()][in.readInt()];
        boolean[] speech = new boolean[rows.length];
        for (int frame = 0; frame < rows.length; frame++) {
            speech[frame] = in.readBoolean();
            byte[] bytes = new byte[rows[frame].length * Float.BYTES];
            in.readFully(bytes);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(rows[frame]);
        }
        double[] energies = new double[in.readInt()];
        int[] lost = new int[energies.length];
        for (int block = 0; block < energies.length; block++) {
            energies[block] = in.readDouble();
            lost[block] = in.readInt();
        }
        return new WindowSpanState(firstBlock, nextFrame, rows, speech, energies, lost);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowSpanState that
                && firstBlock == that.firstBlock
                && nextFrame == that.nextFrame
                && Arrays.deepEquals(rows, that.rows)
                && Arrays.equals(speech, that.speech)
                && Arrays.equals(energies, that.energies)
                && Arrays.equals(lost, that.lost);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(firstBlock) * 31 + Arrays.hashCode(energies);
    }
}
