package io.speecheq.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/make-lib}, with a build in Maven's place that makes two jars. */
class MakeLibTest {

    private static final Path SCRIPT = Path.of(System.getProperty("speecheq.home"), "deploy", "make-lib");
    private static final String BUILT = "deploy/flink/target/lib";

    @TempDir
    private Path folder;

    @BeforeEach
    void putBuildBesideScript() throws IOException {
        Files.createDirectories(folder.resolve("deploy"));
        executable(Files.copy(SCRIPT, folder.resolve("deploy/make-lib")));
        Files.createDirectories(folder.resolve("bin"));
        executable(Files.writeString(
                folder.resolve("bin/mvn"),
                "#!/bin/sh\nmkdir -p " + BUILT + "\ntouch " + BUILT + "/flink-clients-2.jar " + BUILT
                        + "/onnxruntime-1.28.0.jar\n"));
    }

    @Test
    void whatEarlierBuildsLeftIsNotCopied() throws Exception {
        jar(BUILT, "onnxruntime_gpu-1.28.0.jar");
        jar(BUILT, "flink-clients-1.jar");

        assertThat(made()).isEqualTo(folder.toRealPath() + "/deploy/job/target/speecheq-job.jar");

        assertThat(lib()).containsExactly("flink-clients-2.jar", "onnxruntime-1.28.0.jar");
    }

    @Test
    void theRuntimeOfAnEarlierBuildGoesFromTheLibFolder() throws Exception {
        jar("lib", "flink-clients-2.jar");
        jar("lib", "onnxruntime_gpu-1.28.0.jar");

        made();

        assertThat(lib()).containsExactly("flink-clients-2.jar", "onnxruntime-1.28.0.jar");
    }

    @Test
    void aFolderWithJarsOfOthersIsLeftAlone() throws Exception {
        jar("lib", "flink-dist-2.3.0.jar");
        jar("lib", "onnxruntime_gpu-1.28.0.jar");

        assertThat(made()).contains("holds flink-dist-2.3.0.jar, which this build does not make");

        assertThat(lib()).containsExactly("flink-dist-2.3.0.jar", "onnxruntime_gpu-1.28.0.jar");
    }

    @Test
    void aDistributionKeepsItsJarsAndGetsOneRuntime() throws Exception {
        jar("lib", "flink-dist-2.3.0.jar");
        jar("lib", "onnxruntime_gpu-1.28.0.jar");

        made("--additions");

        assertThat(lib()).containsExactly("flink-dist-2.3.0.jar", "onnxruntime-1.28.0.jar");
    }

    private void jar(String in, String name) throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve(in)).resolve(name));
    }

    private List<String> lib() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What it says of the folder lib. */
    private String made(String... options) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of("deploy/make-lib"));
        command.addAll(List.of(options));
        command.add("lib");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
        assertThat(builder.start().waitFor(1, TimeUnit.MINUTES)).isTrue();
        return Files.readString(said).strip();
    }
}
