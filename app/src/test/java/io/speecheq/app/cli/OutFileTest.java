package io.speecheq.app.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFileTest {

    @TempDir
    private Path folder;

    @Test
    void anEmptyFileMayBeWrittenWhateverItsName() throws IOException {
        Path reserved = Files.createFile(folder.resolve("tmp.Xk2p"));

        assertThatCode(() -> OutFile.check(reserved, ".json")).doesNotThrowAnyException();
    }

    @Test
    void aFileOfAnotherExtensionThatHoldsSomethingMayNot() throws IOException {
        Path recording = Files.writeString(folder.resolve("call.wav"), "RIFF");

        assertThatThrownBy(() -> OutFile.check(recording, ".json"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("call.wav: there is such a file, and it is no .json");
    }
}
