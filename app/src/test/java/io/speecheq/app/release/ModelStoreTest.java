package io.speecheq.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.inference.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final byte[] NETWORK = {1, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void aFileIsNamedByItsHashAndNothingElseIsLeft() throws Exception {
        ModelStore store = ModelStore.at(folder.resolve("new/store").toString());

        String uri = store.put(NETWORK);

        Path file = folder.resolve("new/store/" + Release.sha256(NETWORK) + ".onnx");
        assertThat(uri).isEqualTo("file:" + file);
        assertThat(file).hasBinaryContent(NETWORK);
        assertThat(store.put(NETWORK)).isEqualTo(uri);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDamagedFileIsMended() throws Exception {
        ModelStore store = ModelStore.at("file://" + folder);
        Path file = Files.write(folder.resolve(Release.sha256(NETWORK) + ".onnx"), new byte[] {9});

        store.put(NETWORK);

        assertThat(file).hasBinaryContent(NETWORK);
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ModelStore.at(file.resolve("store").toString()).put(NETWORK))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("name another --store");
        assertThatThrownBy(() -> ModelStore.at("file:relative")).isInstanceOf(ReleaseFailedException.class);
        assertThatThrownBy(() -> ModelStore.at("nofs://bucket/x").put(NETWORK))
                .isInstanceOf(ReleaseFailedException.class);
    }
}
