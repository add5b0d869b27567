package io.speecheq.sinks.parquet;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The calls that were erased from a folder of Parquet files: a file beside them, with the SHA-256 of an id on each line. Whoever writes there looks at
 * it every few seconds, so that a call which the topics still tell of does not come back. Owned by one thread.
 */
public final class ErasedCalls {

    /** The file's name; a leading underscore keeps readers of partitioned folders out of it. */
    public static final String FILE = "_erased";

    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Path file;
    private final Clock clock;
    private long nextLookMillis = Long.MIN_VALUE;
    private long seenVersion = -1;
    private Set<String> digests = Set.of();

    ErasedCalls(Path folder, Clock clock) {
        this.file = new Path(folder, FILE);
        this.clock = clock;
    }

    /** What stands for a call's id in the file: lower-case hexadecimal. */
    public static String digest(String callId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(callId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Adds a call, if it is not there, to the list of a folder on this machine. */
    public static void add(java.nio.file.Path folder, String callId) throws IOException {
        String digest = digest(callId);
        if (!of(folder).contains(digest)) {
            Files.writeString(
                    folder.resolve(FILE), digest + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** The digests in the list of a folder on this machine. */
    public static Set<String> of(java.nio.file.Path folder) throws IOException {
        java.nio.file.Path list = folder.resolve(FILE);
        return Files.exists(list) ? digests(Files.readString(list)) : Set.of();
    }

    private static Set<String> digests(String text) {
        return text.lines().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    boolean contain(String callId) throws IOException {
        long now = clock.millis();
        if (now >= nextLookMillis) {
            look();
            nextLookMillis = now + LOOK_EVERY.toMillis();
        }
        return !digests.isEmpty() && digests.contains(digest(callId));
    }

    private void look() throws IOException {
        FileSystem files = file.getFileSystem();
        try {
            FileStatus status = files.getFileStatus(file);
            // It only ever grows.
            if (status.getLen() != seenVersion) {
                digests = read(files);
                seenVersion = status.getLen();
            }
        } catch (FileNotFoundException e) {
            digests = Set.of();
            seenVersion = -1;
        }
    }

    private Set<String> read(FileSystem files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = files.open(file)) {
            in.transferTo(bytes);
        }
        return digests(bytes.toString(StandardCharsets.UTF_8));
    }
}
