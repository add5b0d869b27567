package io.speecheq.app.analysis;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.EmotionWindow;
import java.util.List;

/**
 * What the job said about one channel of a recording.
 *
 * @param windows every window, by index from 0
 * @param trajectory the last revision
 */
public record ChannelReport(String channel, List<EmotionWindow> windows, CallTrajectory trajectory) {

    public ChannelReport {
        windows = List.copyOf(windows);
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).getIndex() != i) {
                throw new IllegalArgumentException(
                        "channel " + channel + ": window " + windows.get(i).getIndex() + " where " + i + " belongs");
            }
        }
    }
}
