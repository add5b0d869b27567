package io.speecheq.app.analysis;

import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.recording.AudioFile;
import io.speecheq.ingest.recording.UnreadableRecording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A recording that was opened once and found fit to be a call.
 *
 * @param channels the name of each channel of the file; empty for one that is left out
 * @param estimatedMillis as far as the file lets one know
 */
public record RecordedCall(
        String callId, Path file, Instant callStart, List<Optional<String>> channels, OptionalLong estimatedMillis) {

    public RecordedCall {
        channels = List.copyOf(channels);
    }

    /**
     * Opens the file once.
     *
     * @throws UnreadableRecording when the file cannot be used, or has other channels than were named; one line
     */
    public static RecordedCall of(Path file, String callId, Instant callStart, ChannelNames names)
            throws UnreadableRecording {
        try (AudioFile recording = AudioFile.open(file)) {
            OptionalLong frames = recording.frames();
            return new RecordedCall(
                    callId,
                    file.toAbsolutePath(),
                    callStart,
                    names.of(recording.channels()),
                    frames.isPresent()
                            ? OptionalLong.of(frames.getAsLong() * 1000 / recording.sampleRateHz())
                            : OptionalLong.empty());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecording(file, String.valueOf(e.getMessage()), e);
        } catch (UnreadableRecording e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableRecording(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Names of the channels that are not left out, in the file's order. */
    public List<String> namedChannels() {
        return channels.stream().flatMap(Optional::stream).toList();
    }
}
