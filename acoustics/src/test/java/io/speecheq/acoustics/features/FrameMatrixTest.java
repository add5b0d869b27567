package io.speecheq.acoustics.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class FrameMatrixTest {

    private static final FrameMatrix MATRIX = FrameMatrix.copyOf(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2);

    @Test
    void aMatrixDoesNotChangeWithTheArrayItWasMadeOf() {
        float[] values = {1, 2};
        FrameMatrix matrix = FrameMatrix.copyOf(values, 1, 2);

        values[0] = 9;

        assertThat(matrix.at(0, 0)).isEqualTo(1);
    }

    @Test
    void aSliceIsTheMatrixOfItsFrames() {
        FrameMatrix slice = MATRIX.slice(1, 3);

        assertThat(slice).isEqualTo(FrameMatrix.copyOf(new float[] {3, 4, 5, 6}, 2, 2));
        assertThat(slice).hasSameHashCodeAs(FrameMatrix.copyOf(new float[] {3, 4, 5, 6}, 2, 2));
        assertThat(slice.slice(1, 2).at(0, 1)).isEqualTo(6);
    }

    @Test
    void valuesAreCopiedRowByRow() {
        float[] target = new float[6];
        MATRIX.slice(2, 4).copyTo(target, 1);
        assertThat(target).containsExactly(0, 5, 6, 7, 8, 0);

        FloatBuffer buffer = FloatBuffer.allocate(8);
        MATRIX.copyTo(buffer);
        assertThat(buffer.array()).containsExactly(MATRIX.toArray());
        assertThat(buffer.hasRemaining()).isFalse();

        float[] frame = new float[2];
        MATRIX.slice(1, 4).copyFrameTo(1, frame, 0);
        assertThat(frame).containsExactly(5, 6);
    }

    @Test
    void shapesAndBitsTellMatricesApart() {
        float[] values = {1, 2, 3, 4, 5, 6, 7, 8};

        assertThat(MATRIX).isNotEqualTo(FrameMatrix.copyOf(values, 2, 4));
        assertThat(FrameMatrix.copyOf(new float[] {0f}, 1, 1))
                .isNotEqualTo(FrameMatrix.copyOf(new float[] {-0f}, 1, 1));
    }

    @Test
    void whatIsOutsideIsRefused() {
        assertThatThrownBy(() -> MATRIX.at(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MATRIX.at(4, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MATRIX.slice(2, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> FrameMatrix.copyOf(new float[7], 4, 2)).hasMessageContaining("there are 7");
    }
}
