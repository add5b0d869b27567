package io.speecheq.ingest.recording;

import io.speecheq.acoustics.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A recording that acoustics reads by itself. */
final class StoredRecording implements RecordingSource {

    private final Path file;
    private final Recording recording;

    private StoredRecording(Path file, Recording recording) {
        this.file = file;
        this.recording = recording;
    }

    static StoredRecording open(Path file) throws IOException {
        return new StoredRecording(file, Recording.open(file));
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public int sampleRateHz() {
        return recording.sampleRateHz();
    }

    @Override
    public int channels() {
        return recording.channels();
    }

    @Override
    public OptionalLong frames() {
        return recording.frames();
    }

    @Override
    public int read(float[][] perChannel) throws IOException {
        return recording.read(perChannel);
    }

    @Override
    public Optional<String> warning() {
        return recording
                .truncation()
                .map(truncation -> UnreadableRecording.oneLine(truncation + "; what is there is used"));
    }

    @Override
    public void close() throws IOException {
        recording.close();
    }
}
