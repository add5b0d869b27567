package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedFilesTest {
    private static final long START = 1_790_000_000_000L;

    @TempDir
    private Path folder;

    private Path complete;
    private Path abandoned;
    private Path own;
    private Path beingErased;

    @BeforeEach
    void killedJobHasLeftAFile() throws IOException {
        String day = "emotion_window/day=2026-05-27/";
        complete = file(day + "part-1-0.parquet", START - 60_000);
        abandoned = file(day + ".part-1-1.parquet.inprogress.9a6c", START - 1);
        own = file(day + ".part-2-0.parquet.inprogress.51d0", START);
        beingErased = file(day + ".part-1-0.parquet.erase", START - 1);
    }

    @Test
    void goOnceTheJobHasMadeACheckpointOfItsOwn() throws Exception {
        AbandonedFiles files = new AbandonedFiles(new ParquetFolder(folder), START);
        file("_checkpoints/earlier/chk-7/_metadata", START - 1);

        files.look();
        assertThat(abandoned).as("the job may complete it yet").exists();

        file("_checkpoints/own/chk-1/_metadata", START + 2_000);
        files.look();
        assertThat(abandoned).doesNotExist();
        assertThat(complete).exists();
        assertThat(own).exists();
        assertThat(beingErased).as("somebody else's").exists();
    }

    @Test
    void ofTheJobItselfGoTwoCheckpointsLater() throws Exception {
        AbandonedFiles files = new AbandonedFiles(new ParquetFolder(folder), START);
        file("_checkpoints/own/chk-1/_metadata", START + 2_000);
        files.look();
        Path lost = file("emotion_window/day=2026-05-27/.part-3-0.parquet.inprogress.77ab", START + 3_000);
        file("_checkpoints/own/chk-2/_metadata", START + 4_000);
        files.look();
        Path young = file("emotion_window/day=2026-05-27/.part-3-1.parquet.inprogress.8c01", START + 5_000);
        file("_checkpoints/own/chk-3/_metadata", START + 6_000);
        files.look();
        assertThat(lost)
                .as("the checkpoint that just completed may be giving it its name")
                .exists();

        file("_checkpoints/own/chk-4/_metadata", START + 8_000);
        files.look();
        assertThat(lost).doesNotExist();
        assertThat(young).exists();
        assertThat(complete).exists();
    }

    @Test
    void oneThatVanishesDoesNotKeepTheOthers() throws Exception {
        // Listed, but there is nothing behind its name.
        Path vanished = folder.resolve("emotion_window/day=2026-05-27/.part-1-2.parquet.inprogress.00");
        Files.createSymbolicLink(vanished, folder.resolve("nowhere"));
        Path other = file("emotion_window/day=2026-05-28/.part-1-3.parquet.inprogress.ff", START - 1);
        file("_checkpoints/own/chk-1/_metadata", START + 2_000);

        new AbandonedFiles(new ParquetFolder(folder), START).look();

        assertThat(abandoned).doesNotExist();
        assertThat(other).doesNotExist();
    }

    private Path file(String name, long modifiedMillis) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMillis));
    }
}
