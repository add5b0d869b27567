package io.speecheq.inference.window;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.SpeechSpan;
import java.util.List;
import java.util.Random;

/** Feature windows for tests: by default a whole window of the customer's speech. */
public final class WindowFixture {

    private final int index;
    private String callId = "call-1";
    private String channel = "customer";
    private long endMillis;
    private FrameMatrix frames;
    private float speechRatio = 0.75f;
    private float lostRatio;
    private boolean consent = true;
    private long audioMillis;
    private String fingerprint = FeatureSpec.standard().fingerprint();

    private WindowFixture(int index) {
        this.index = index;
        this.endMillis = index * 1_000L + 3_000;
        this.frames = randomFrames(new Random(index), 298);
    }

    /** Window {@code index} of a channel, with features of its own. */
    public static WindowFixture window(int index) {
        return new WindowFixture(index);
    }

    public WindowFixture of(String newCallId, String newChannel) {
        callId = newCallId;
        channel = newChannel;
        return this;
    }

    /** A window of that length, with the frames that fit. */
    public WindowFixture lasting(long millis) {
        endMillis = index * 1_000L + millis;
        frames = randomFrames(new Random(index), FeatureSpec.standard().framesIn(millis * 16));
        return this;
    }

    public WindowFixture withFrames(FrameMatrix newFrames) {
        frames = newFrames;
        return this;
    }

    public WindowFixture withSpeechRatio(float ratio) {
        speechRatio = ratio;
        return this;
    }

    public WindowFixture withLostRatio(float ratio) {
        lostRatio = ratio;
        return this;
    }

    public WindowFixture withoutConsent() {
        consent = false;
        return this;
    }

    public WindowFixture withFingerprint(String newFingerprint) {
        fingerprint = newFingerprint;
        return this;
    }

    /** Completed by a record of that timestamp. */
    public WindowFixture at(long newAudioMillis) {
        audioMillis = newAudioMillis;
        return this;
    }

    public FeatureWindow build() {
        return new FeatureWindow(
                callId,
                channel,
                1_700_000_000_000L,
                index,
                index * 1_000L,
                endMillis,
                frames,
                speechRatio,
                -23.5f,
                lostRatio,
                consent,
                fingerprint,
                audioMillis,
                speechRatio == 0 ? List.of() : List.of(new SpeechSpan(index * 1_000L, endMillis)));
    }

    /** Frames such as speech has them. */
    public static FrameMatrix randomFrames(Random random, int frames) {
        float[] values = new float[frames * 80];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (-6 + 3 * random.nextGaussian());
        }
        return FrameMatrix.copyOf(values, frames, 80);
    }
}
