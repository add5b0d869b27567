package io.speecheq.streamfeatures.window;

import io.speecheq.acoustics.features.FrameMatrix;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * The features of one window of a channel. Exactly one for every (callId, channel, index), contiguous from 0; the same audio
 * gives equal windows, bit for bit, but for {@code audioMillis}.
 *
 * @param callStartMillis since the epoch; media time 0
 * @param index number of the window on its channel, from 0
 * @param startMillis media time of the window's begin
 * @param endMillis media time of its end, exclusive; a closing window's is rounded up
 * @param frames {@code [frames][bands]} natural-log mel energies, those of the frames that lie wholly in the window; lost
 *     audio is silence in them. No frames at all where the window is shorter than a frame, or where it lies wholly within
 *     a loss too long to be filled with silence
 * @param speechRatio share of the frames that are speech, 0..1; 0 without frames
 * @param levelDbfs root mean square of the window's samples at the feature rate, in dB relative to an amplitude of 1 (a
 *     full-scale sine has -3.01), lost ones counted as zeros; at least -120
 * @param lostRatio share of the window's samples that never arrived, 0..1
 * @param consent false when the channel's audio so far refused analysis
 * @param featureFingerprint which features these are: {@code FeatureSpec.fingerprint()}
 * @param audioMillis the newest record timestamp among the channel's records up to the one that completed the window, since
 *     the epoch: the window's place in the order of the topic, the same in every replay and never falling along a channel;
 *     0 where it is not known
 * @param speech in the order of time, what this window adds to the one before it, to the frame: the windows of a channel
 *     tell all of its speech once, but for a remainder too short for a closing window
 */
@TypeInfo(FeatureWindowType.class)
public record FeatureWindow(
        String callId,
        String channel,
        long callStartMillis,
        int index,
        long startMillis,
        long endMillis,
        FrameMatrix frames,
        float speechRatio,
        float levelDbfs,
        float lostRatio,
        boolean consent,
        String featureFingerprint,
        long audioMillis,
        List<SpeechSpan> speech) {

    /** The level of digital silence. */
    public static final float LOWEST_LEVEL_DBFS = -120;

    public FeatureWindow {
        if (index < 0 || startMillis < 0 || endMillis <= startMillis) {
            throw new IllegalArgumentException(
                    "no window has index " + index + " and lies from " + startMillis + " to " + endMillis + " ms");
        }
        speech = List.copyOf(speech);
    }

    /** The same window, completed by a record of that timestamp. */
    public FeatureWindow withAudioMillis(long newestMillis) {
        return new FeatureWindow(
                callId,
                channel,
                callStartMillis,
                index,
                startMillis,
                endMillis,
                frames,
                speechRatio,
                levelDbfs,
                lostRatio,
                consent,
                featureFingerprint,
                newestMillis,
                speech);
    }

    public long durationMillis() {
        return endMillis - startMillis;
    }
}
