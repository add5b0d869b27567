package io.speecheq.trainer.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Text whose lines begin with a key: transcripts, and the files of a Kaldi data folder. */
final class KeyedLines {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private KeyedLines() {}

    /** What follows each key; empty when there is no such file. */
    static Map<String, String> read(Path file) throws IOException {
        return read(file, GB18030);
    }

    /**
     * What follows each key; empty when there is no such file.
     *
     * @param otherwise the encoding of a file that is not in Unicode
     */
    static Map<String, String> read(Path file, Charset otherwise) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            for (String line : lines(file, otherwise)) {
                String[] parts = line.strip().split("\\s+", 2);
                if (!parts[0].isEmpty()) {
                    lines.put(parts[0], parts.length == 2 ? parts[1] : "");
                }
            }
        }
        return lines;
    }

    /** A file's lines: UTF-16 where a byte order mark says so, else UTF-8, else GB 18030 as some of ESD's Mandarin texts are. */
    static List<String> lines(Path file) throws IOException {
        return lines(file, GB18030);
    }

    private static List<String> lines(Path file, Charset otherwise) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 1 && ((bytes[0] == -1 && bytes[1] == -2) || (bytes[0] == -2 && bytes[1] == -1))) {
            return new String(bytes, StandardCharsets.UTF_16).lines().toList();
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            text = new String(bytes, otherwise);
        }
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    }
}
