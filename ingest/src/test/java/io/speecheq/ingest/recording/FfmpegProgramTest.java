package io.speecheq.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegProgramTest {

    private static final FfmpegProgram STARTS = new FfmpegProgram("true", "true");
    private static final FfmpegProgram ABSENT = new FfmpegProgram("/nowhere/ffmpeg", "/nowhere/ffprobe");

    @TempDir
    Path folder;

    @Test
    void theLibrarysBuildComesFirst() throws IOException {
        assertThat(FfmpegProgram.located().ffmpeg())
                .isEqualTo(FfmpegProgram.ofTheLibrary().ffmpeg());
    }

    @Test
    void whereTheLibraryHasNoBuildTheInstalledOneServes() throws IOException {
        FfmpegProgram found = FfmpegProgram.firstThatStarts(List.of(
                () -> {
                    throw new IOException("no build of it for plan9-mips");
                },
                () -> STARTS));
        assertThat(found).isEqualTo(STARTS);
    }

    @Test
    void aBuildThatDoesNotStartIsPassedOver() throws IOException {
        Path broken =
                Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\necho libxcb.so.1 is missing >&2\nexit 127\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        FfmpegProgram program = new FfmpegProgram(broken.toString(), broken.toString());
        assertThat(FfmpegProgram.firstThatStarts(List.of(() -> program, () -> STARTS)))
                .isEqualTo(STARTS);
        assertThatThrownBy(() -> FfmpegProgram.firstThatStarts(List.of(() -> program)))
                .hasMessageContaining("libxcb.so.1 is missing");
    }

    @Test
    void withoutAnyTheErrorSaysWhatToInstall() {
        assertThatThrownBy(() -> FfmpegProgram.firstThatStarts(List.of(() -> ABSENT)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("install ffmpeg")
                .hasMessageNotContaining("\n");
    }
}
