package io.speecheq.inference.release;

import io.speecheq.inference.model.ModelRefused;
import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.core.fs.Path;

/**
 * The folders that releases may come from, on any of Flink's file systems. Whoever may write to the models topic can make a
 * job read a file, so it reads from these alone.
 *
 * @param folders absolute URIs without {@code .} and {@code ..}
 */
public record ModelStores(List<String> folders) implements Serializable {

    private static final long serialVersionUID = 1L;

    public ModelStores {
        folders = List.copyOf(folders);
        folders.forEach(ModelStores::parse);
    }

    /** No store: every release is refused. */
    public static ModelStores none() {
        return new ModelStores(List.of());
    }

    /**
     * Those of a text with commas between; a blank one names none.
     *
     * @throws IllegalArgumentException in one line, when one is no absolute URI of a folder
     */
    public static ModelStores parseAll(String text) {
        return text.isBlank()
                ? none()
                : new ModelStores(
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /**
     * Returns where the file lies in one of the stores, or below one.
     *
     * @throws ModelRefused when it does not; the reason says which option would change that
     */
    void requireHolding(String uri) throws ModelRefused {
        if (folders.isEmpty()) {
            throw new ModelRefused("this job takes no releases from the models topic: start it with --stores, "
                    + "naming the folders that releases may come from");
        }
        URI file;
        try {
            file = parse(uri);
        } catch (IllegalArgumentException e) {
            throw new ModelRefused(e.getMessage() + ": publish it again, to one of the job's --stores " + folders);
        }
        if (folders.stream().noneMatch(folder -> holds(parse(folder), file))) {
            throw new ModelRefused(uri + " lies in none of the job's --stores " + folders
                    + ": publish it to one of them, or start the job with its store");
        }
    }

    private static boolean holds(URI folder, URI file) {
        String prefix = folder.getPath().endsWith("/") ? folder.getPath() : folder.getPath() + "/";
        return folder.getScheme().equals(file.getScheme())
                && Objects.equals(folder.getAuthority(), file.getAuthority())
                && file.getPath().startsWith(prefix)
                && file.getPath().length() > prefix.length();
    }

    /** As Flink understands it, so that what is compared is what is opened. */
    private static URI parse(String text) {
        URI uri;
        try {
            uri = new Path(text).toUri();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no URI", e);
        }
        if (uri.getScheme() == null || uri.getPath() == null || !uri.getPath().startsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no absolute URI, such as file:///srv/models or s3://bucket/models");
        }
        String plain = text.toLowerCase(Locale.ROOT)
                .replace("%2e", ".")
                .replace("%2f", "/")
                .replace("%5c", "/");
        if (Arrays.stream(plain.replace('\\', '/').split("/"))
                .anyMatch(step -> step.equals("..") || step.equals("."))) {
            throw new IllegalArgumentException("'" + text + "' leads through . or ..");
        }
        return uri;
    }
}
