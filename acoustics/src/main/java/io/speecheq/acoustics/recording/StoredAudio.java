package io.speecheq.acoustics.recording;

import java.io.InputStream;

/**
 * An opened file behind its header: interleaved samples to be read, and what the header said about them.
 *
 * @param bytes the samples, one after the other for every channel of a frame
 * @param promisedFrames frames that the header tells of, or {@link #UNKNOWN_FRAMES}; possibly more than there are
 * @param storedFrames frames the file has room for, or {@link #UNKNOWN_FRAMES}
 */
record StoredAudio(
        InputStream bytes,
        SampleCoding coding,
        int sampleRateHz,
        int channels,
        long promisedFrames,
        long storedFrames) {

    static final long UNKNOWN_FRAMES = -1;
}
