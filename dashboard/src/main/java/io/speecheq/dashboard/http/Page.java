package io.speecheq.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** The page's files, by path, read once from this package's resources. */
final class Page {

    private final Map<String, Answer> files = Map.of(
            "/", file("page.html", "text/html; charset=utf-8"),
            "/page.svg", file("page.svg", "image/svg+xml"),
            "/page.css", file("page.css", "text/css; charset=utf-8"),
            "/page.js", file("page.js", "text/javascript; charset=utf-8"));

    Optional<Answer> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static Answer file(String name, String contentType) {
        try (InputStream resource = Page.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the build lacks the page's file " + name);
            }
            return new Answer(200, contentType, ByteBuffer.wrap(resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's file " + name, e);
        }
    }
}
