package io.speecheq.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/submit-job}, with a client in Flink's place that notes what it was asked. */
class SubmitJobTest {

    private static final Path SCRIPT = Path.of(System.getProperty("speecheq.home"), "deploy", "submit-job");
    private static final Instant LATELY = Instant.parse("2026-05-27T12:00:00Z");

    @TempDir
    private Path folder;

    @BeforeEach
    void putClientBesideScript() throws IOException {
        Files.copy(SCRIPT, folder.resolve("submit-job"));
        executable(folder.resolve("submit-job"));
        Files.writeString(folder.resolve("flink-process"), "#!/bin/sh\n[ \"$2\" = list ] || echo \"$@\"\n");
        executable(folder.resolve("flink-process"));
        Files.createFile(folder.resolve("job.jar"));
    }

    @Test
    void aStoppedJobGoesOnFromItsSavepointNotFromTheCheckpointOfOneThatDiedBefore() throws Exception {
        metadata("checkpoints/dead/chk-7", LATELY);
        Path savepoint = metadata("savepoints/savepoint-1a2b3c-4d5e", LATELY.plusSeconds(3_600));

        assertThat(submitted()).containsExactly(from(savepoint));
    }

    @Test
    void aLostJobGoesOnFromItsCheckpointNotFromAnEarlierSavepoint() throws Exception {
        metadata("savepoints/savepoint-1a2b3c-4d5e", LATELY);
        metadata("checkpoints/lost/chk-9", LATELY.plusSeconds(10));
        Path newest = metadata("checkpoints/lost/chk-10", LATELY.plusSeconds(20));

        assertThat(submitted()).containsExactly(from(newest));
    }

    @Test
    void aFirstJobBeginsAnewWhereTheFoldersAreNotThereYet() throws Exception {
        assertThat(submitted()).containsExactly("client run -d -m localhost:8081 job.jar --model=m.onnx");
    }

    private String from(Path state) {
        return "client run -d -m localhost:8081 -s file://" + state + " job.jar --model=m.onnx";
    }

    private Path metadata(String name, Instant at) throws IOException {
        Path state = Files.createDirectories(folder.resolve(name));
        Path metadata = Files.createFile(state.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.from(at));
        return state;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> submitted() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder("./submit-job", "job.jar", "--model=m.onnx")
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeAll(List.of("JOB_MANAGER", "SAVEPOINT"));
        builder.environment()
                .put("CHECKPOINT_DIR", folder.resolve("checkpoints").toString());
        builder.environment().put("SAVEPOINT_DIR", folder.resolve("savepoints").toString());
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readAllLines(out);
    }
}
