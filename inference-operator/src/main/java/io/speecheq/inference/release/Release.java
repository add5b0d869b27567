package io.speecheq.inference.release;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.SpeechEqModel;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A network that may score: what it is called, and where its file lies. The hash is the identity: two releases with the
 * same bytes are one network in memory.
 *
 * @param name of the network's card
 * @param version of the network's card
 * @param uri of the file, on any file system that every task manager reaches
 * @param sha256 of the file's bytes, 64 lower-case hexadecimal digits
 */
public record Release(String name, String version, String uri, String sha256) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Release {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "sha256 must be 64 lower-case hexadecimal digits, not these " + sha256.length() + " characters");
        }
    }

    /**
     * The release that a local file holds; its network is opened once, to see that it keeps the contract.
     *
     * @throws ModelRefused when it does not, or the file cannot be read; one line that names the file
     */
    public static Release ofFile(Path file) throws ModelRefused {
        return ofFile(file, Device.cpu());
    }

    /**
     * The release that a local file holds; its network is opened once on that device, to see that it keeps the contract there.
     *
     * @throws ModelRefused when it does not, the file cannot be read, or there is no such device; one line
     */
    public static Release ofFile(Path file, Device device) throws ModelRefused {
        try (SpeechEqModel model = SpeechEqModel.open(file, FeatureSpec.standard(), device)) {
            String uri = file.toAbsolutePath().normalize().toUri().toString();
            return new Release(model.card().name(), model.card().version(), uri, sha256(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new ModelRefused(file + " cannot be read: " + e.getMessage());
        }
    }

    /** What events call it: {@code name:version}. */
    public String title() {
        return name + ":" + version;
    }

    /** Whether both are the same file, whatever they are called. */
    boolean isSameFileAs(Release other) {
        return sha256.equals(other.sha256);
    }

    /** Writes every component, exactly. */
    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(name);
        out.writeUTF(version);
        out.writeUTF(uri);
        out.writeUTF(sha256);
    }

    /** Reads what {@link #writeTo} wrote. */
    static Release readFrom(DataInput in) throws IOException {
        return new Release(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
    }

    /** The hash of a file's bytes, as a release has it. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
