package io.speecheq.systemtests.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How this build's classes are started in a JVM of their own: a small one that does not compile much. */
final class JavaCommand {

    private JavaCommand() {}

    /** The command before the main class. */
    static List<String> of(String heap, Path log) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap,
                "-Djava.awt.headless=true",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dspeecheq.home=" + System.getProperty("speecheq.home"),
                "-Dspeecheq.log=" + log);
    }

    /** The class path goes by the environment: it is too long for a command line. */
    static Map<String, String> classPath() {
        return Map.of(
                "CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    }
}
