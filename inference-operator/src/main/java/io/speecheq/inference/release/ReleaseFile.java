package io.speecheq.inference.release;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.inference.model.Device;
import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.SpeechEqModel;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The file of a release, fetched from the file system its uri names. */
final class ReleaseFile {

    /** A SpeechEQ network has some 20 MB; far larger files are a mistake or an attack. */
    private static final long MAX_BYTES = 512L << 20;

    private ReleaseFile() {}

    static SpeechEqModel open(Release release, Device device) throws IOException, ModelRefused {
        byte[] bytes = read(release.uri());
        String sha256 = Release.sha256(bytes);
        if (!sha256.equals(release.sha256())) {
            throw new ModelRefused(release.uri() + " has SHA-256 " + sha256 + ", the release says " + release.sha256()
                    + ": put the released file back, or release this one");
        }
        return SpeechEqModel.open(bytes, FeatureSpec.standard(), device);
    }

    /** Opens the release as a job would, which runs it, and closes it again. */
    static void check(Release release, Device device) throws IOException, ModelRefused {
        try (SpeechEqModel model = open(release, device)) {
            if (!model.release().equals(release.title())) {
                throw new ModelRefused(release.uri() + " holds " + model.release() + ", the release says "
                        + release.title() + ": publish it again");
            }
        }
    }

    private static byte[] read(String uri) throws IOException, ModelRefused {
        Path path = new Path(uri);
        FileSystem files = path.getFileSystem();
        long length = files.getFileStatus(path).getLen();
        if (length > MAX_BYTES) {
            throw new ModelRefused(uri + " has " + length + " bytes, more than any SpeechEQ network");
        }
        try (FSDataInputStream in = files.open(path)) {
            byte[] bytes = new byte[Math.toIntExact(length)];
            int count = in.readNBytes(bytes, 0, bytes.length);
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }
    }
}
