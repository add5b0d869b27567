package io.speecheq.app.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyWriterTest {

    @TempDir
    private Path folder;

    @Test
    void writesTheHeaderThatNumpyExpects() throws Exception {
        Path path = folder.resolve("a.npy");
        try (NpyWriter writer = new NpyWriter(path, 2)) {
            writer.writeRow(new float[] {1, -2});
        }

        byte[] bytes = Files.readAllBytes(path);

        assertThat(Arrays.copyOf(bytes, 10)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }")
                .endsWith(" \n");
        assertThat(bytes).hasSize(128 + 2 * Float.BYTES);
    }

    @Test
    void writesEveryRowInItsOrder() throws Exception {
        Path path = folder.resolve("a.npy");
        int rows = 1_000;
        try (NpyWriter writer = new NpyWriter(path, 3)) {
            for (int row = 0; row < rows; row++) {
                writer.writeRow(new float[] {row, row + 0.25f, -row});
            }
        }

        byte[] bytes = Files.readAllBytes(path);
        ByteBuffer values = ByteBuffer.wrap(bytes, 128, bytes.length - 128).order(ByteOrder.LITTLE_ENDIAN);

        for (int row = 0; row < rows; row++) {
            assertThat(new float[] {values.getFloat(), values.getFloat(), values.getFloat()})
                    .containsExactly(row, row + 0.25f, -row);
        }
        assertThat(values.hasRemaining()).isFalse();
    }

    @Test
    void refusesARowOfAnotherLength() throws Exception {
        try (NpyWriter writer = new NpyWriter(folder.resolve("a.npy"), 3)) {
            assertThatThrownBy(() -> writer.writeRow(new float[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a row of 2 where 3 belong");
        }
    }
}
