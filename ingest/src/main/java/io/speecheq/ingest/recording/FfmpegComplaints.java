package io.speecheq.ingest.recording;

import java.util.ArrayList;
import java.util.List;

/** The first lines that ffmpeg, program or library, complained of a file with, and what they mean to its user. Thread-safe. */
final class FfmpegComplaints {

    private static final int MOST_KEPT = 20;
    private static final int LONGEST = 300;

    /** Guarded by this. */
    private final List<String> lines = new ArrayList<>();

    /** Without the addresses that ffmpeg puts before it. */
    synchronized void add(String line) {
        String text = UnreadableRecording.oneLine(line.replaceAll("\\[[^\\]]* @ 0x[0-9a-f]+\\]", ""));
        if (lines.size() < MOST_KEPT && !text.isEmpty()) {
            lines.add(text.substring(0, Math.min(text.length(), LONGEST)));
        }
    }

    synchronized String first() {
        return lines.isEmpty() ? "it gave no reason" : lines.get(0);
    }

    private synchronized boolean hold(String text) {
        return lines.stream().anyMatch(line -> line.contains(text));
    }

    /** Why a file that was complained of so cannot be opened, and what to do about it. */
    String problem() {
        if (hold("moov atom not found")) {
            return "is cut off before its index (the moov atom); get the whole file";
        }
        if (hold("matches no streams")) {
            return "has no audio track; name a recording";
        }
        if (hold("not on whitelist")) {
            return "is not audio but a text, a picture or a playlist; name the recordings themselves";
        }
        if (hold("Invalid data found")) {
            return "is not audio, or is damaged at its beginning; convert it to WAV, FLAC, MP3, M4A or Ogg";
        }
        if (hold("it holds no audio")) {
            return "holds no audio; record or copy it again";
        }
        return "cannot be decoded (" + first() + "); convert it to WAV, FLAC, MP3, M4A or Ogg";
    }
}
