package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path folder;

    @Test
    void theNewestNetworkIsTheLastByItsNumbers() throws Exception {
        Path models = Files.createDirectory(folder.resolve("models"));
        for (String name : new String[] {
            "speecheq-0.9.0.onnx", "speecheq-0.10.0.onnx", "speecheq-0.2.0.onnx", "other-9.onnx", "speecheq-1.md"
        }) {
            Files.createFile(models.resolve(name));
        }

        assertThat(new Home(folder).model(null)).isEqualTo(models.resolve("speecheq-0.10.0.onnx"));
    }

    @Test
    void aNamedNetworkIsTaken() throws Exception {
        assertThat(new Home(folder).model(Path.of("my.onnx"))).isEqualTo(Path.of("my.onnx"));
    }

    @Test
    void anEmptyFolderOfNetworksIsToldOf() throws Exception {
        Files.createDirectory(folder.resolve("models"));

        assertThatThrownBy(() -> new Home(folder).model(null))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there is no network");
    }
}
