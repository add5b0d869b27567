package io.speecheq.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page's files and the interface's description, by path, read once from this package's resources. */
final class Page {

    /** The page's modules, in the order in which they build on each other. */
    static final List<String> SCRIPTS = List.of(
            "words.js", "dom.js", "link.js", "ribbon.js", "pace.js", "wall.js", "lanes.js", "call.js", "page.js");

    private final Map<String, Answer> files = new HashMap<>();

    Page() {
        files.put("/", file("page.html", "text/html; charset=utf-8"));
        files.put("/page.svg", file("page.svg", "image/svg+xml"));
        files.put("/page.css", file("page.css", "text/css; charset=utf-8"));
        files.put("/api/openapi.json", file("openapi.json", "application/json; charset=utf-8"));
        SCRIPTS.forEach(name -> files.put("/" + name, file(name, "text/javascript; charset=utf-8")));
    }

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
