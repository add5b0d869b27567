package io.speecheq.ingest.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A recording that {@link FfmpegLibrary} decodes, a block at a time. Owner of the track. */
final class LibraryRecording implements RecordingSource {

    private final Path file;
    private final AudioTrack track;
    private final PromisedLength promised;

    private int blockFrames;
    private int blockRead;
    private long framesRead;
    private Optional<String> warning = Optional.empty();

    private LibraryRecording(Path file, AudioTrack track) {
        this.file = file;
        this.track = track;
        this.promised = track.promisedLength();
    }

    /** Opens a file; the library must have no {@linkplain FfmpegLibrary#problem problem}. */
    static LibraryRecording open(Path file) throws UnreadableRecording {
        FfmpegComplaints complaints = new FfmpegComplaints();
        FfmpegLibrary.gatherComplaints(complaints);
        try {
            return new LibraryRecording(file, AudioTrack.open(file));
        } catch (IOException e) {
            complaints.add(String.valueOf(e.getMessage()));
            throw new UnreadableRecording(file, complaints.problem(), e);
        } finally {
            FfmpegLibrary.ignoreComplaints();
        }
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public int sampleRateHz() {
        return track.sampleRateHz();
    }

    @Override
    public int channels() {
        return track.channels();
    }

    @Override
    public OptionalLong frames() {
        return promised.frames(sampleRateHz());
    }

    @Override
    public int read(float[][] perChannel) throws IOException {
        if (blockRead == blockFrames) {
            blockFrames = track.nextBlock();
            blockRead = 0;
        }
        if (blockFrames == 0) {
            warning = endWarning();
            return -1;
        }
        int count = Math.min(perChannel[0].length, blockFrames - blockRead);
        track.copyTo(perChannel, blockRead, count);
        blockRead += count;
        framesRead += count;
        return count;
    }

    /** Damage on the way, or junk after the end, is usual with good files; an end that comes far too early is not. */
    private Optional<String> endWarning() {
        double seconds = (double) framesRead / sampleRateHz();
        if (promised.isFirm()) {
            return promised.shortfall(file, seconds);
        }
        return track.breakage()
                .map(reason -> UnreadableRecording.oneLine(String.format(
                        Locale.ROOT,
                        "%s breaks off after %.1f s (%s); what came before is used",
                        file,
                        seconds,
                        reason)));
    }

    @Override
    public Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() {
        track.close();
    }
}
