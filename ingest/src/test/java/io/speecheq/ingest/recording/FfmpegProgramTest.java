package io.speecheq.ingest.recording;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegProgramTest {

    @TempDir
    Path folder;

    @Test
    void aProgramThatStartsIsNoError() {
        assertThatCode(() -> new FfmpegProgram("true", "true").checkStarts("no build"))
                .doesNotThrowAnyException();
    }

    @Test
    void anErrorNamesWhatAProgramThatDoesNotStartLacks() throws IOException {
        Path broken =
                Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\necho libxcb.so.1 is missing >&2\nexit 127\n");
        if (!broken.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + broken + " executable");
        }
        assertThatThrownBy(() -> new FfmpegProgram(broken.toString(), broken.toString()).checkStarts("no build"))
                .hasMessageContaining("libxcb.so.1 is missing");
    }

    @Test
    void withoutAnyTheErrorSaysWhatToInstall() {
        FfmpegProgram absent = new FfmpegProgram("/nowhere/ffmpeg", "/nowhere/ffprobe");
        assertThatThrownBy(() -> absent.checkStarts("no build for plan9"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no build for plan9")
                .hasMessageContaining("install ffmpeg")
                .hasMessageNotContaining("\n");
    }
}
