package io.speecheq.acoustics.activity;

import io.speecheq.acoustics.features.FeatureSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Whether each frame of a stream of log-mel features is speech. Causal: a frame is judged by itself and those before it, and
 * begins to be speech 30 ms after the voice does and ends 150 ms after it. Owned by one thread.
 *
 * <p>Fifteen subbands of the telephone band (110 to 3900 Hz) are compared with the {@link NoiseFloor}. How far a frame rises
 * above it, averaged over the subbands, decides, with one threshold to begin and a lower one to go on. What lies far below
 * the loudest subband of the frame does not count: a hum, a ring or a key tone is narrow, and its leakage would else be as
 * broad as a voice. What lies far below the voices heard lately does not count either: on a clean line, breath and echo.
 * Digital silence is not speech and says nothing about the noise: it may stand for audio that was lost.
 */
public final class SpeechActivity {

    private static final int FIRST_BAND = 2;
    private static final int SUBBAND_BANDS = 4;
    private static final int SUBBANDS = 15;
    private static final float DECIBELS_PER_NEPER = (float) (10 / StrictMath.log(10));

    private static final float DIGITAL_SILENCE_DECIBELS = -99.5f;
    private static final float BEGIN_DECIBELS = 5;
    private static final float GO_ON_DECIBELS = 3;
    /** No subband counts for more than this. */
    private static final float MOST_DECIBELS = 20;

    private static final float BELOW_LOUDEST_SUBBAND_DECIBELS = 30;
    private static final float BELOW_VOICES_DECIBELS = 42;
    private static final float VOICE_DECAY_DECIBELS = 0.02f;
    private static final float NO_VOICE_DECIBELS = -200;
    private static final int ONSET_FRAMES = 3;
    private static final int HANGOVER_FRAMES = 15;

    private final FeatureSpec spec;
    private final NoiseFloor noise = new NoiseFloor(SUBBANDS);
    private final float[] levels = new float[SUBBANDS];
    private final float[] floor = new float[SUBBANDS];

    private float voiceDecibels = NO_VOICE_DECIBELS;
    private int activeFrames;
    private int hangoverFrames;

    /** A stream at its beginning; throws unless the features are the standard ones, which the thresholds were set on. */
    public SpeechActivity(FeatureSpec spec) {
        if (!spec.equals(FeatureSpec.standard())) {
            throw new IllegalArgumentException(
                    "speech activity is set on features " + FeatureSpec.standard() + ", not on " + spec);
        }
        this.spec = spec;
    }

    /** A stream that goes on where that snapshot was taken. */
    public static SpeechActivity restore(FeatureSpec spec, Snapshot snapshot) {
        SpeechActivity restored = new SpeechActivity(spec);
        try {
            restored.read(new DataInputStream(new ByteArrayInputStream(snapshot.state)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return restored;
    }

    /** Takes the next frame, {@code [bands]}, natural-log mel energies; returns whether it is speech. */
    public boolean accept(float[] frame) {
        if (frame.length != spec.bands()) {
            throw new IllegalArgumentException("a frame has " + spec.bands() + " bands, not " + frame.length);
        }
        float loudest = measure(frame);
        boolean isActive = false;
        if (loudest > DIGITAL_SILENCE_DECIBELS) {
            noise.accept(levels, floor);
            float threshold = hangoverFrames > 0 ? GO_ON_DECIBELS : BEGIN_DECIBELS;
            isActive = rise(loudest) > threshold && loudest > voiceDecibels - BELOW_VOICES_DECIBELS;
        } else {
            noise.acceptSilence();
        }
        activeFrames = isActive ? Math.min(activeFrames + 1, ONSET_FRAMES) : 0;
        boolean isVoice = activeFrames == ONSET_FRAMES;
        hangoverFrames = isVoice ? HANGOVER_FRAMES : Math.max(hangoverFrames - 1, 0);
        voiceDecibels = Math.max(voiceDecibels - VOICE_DECAY_DECIBELS, isVoice ? loudest : NO_VOICE_DECIBELS);
        return hangoverFrames > 0;
    }

    /** Puts the subbands' levels in place and returns the loudest, in decibels. */
    private float measure(float[] frame) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < SUBBANDS; i++) {
            float sum = 0;
            for (int band = 0; band < SUBBAND_BANDS; band++) {
                sum += frame[FIRST_BAND + i * SUBBAND_BANDS + band];
            }
            levels[i] = sum / SUBBAND_BANDS * DECIBELS_PER_NEPER;
            loudest = Math.max(loudest, levels[i]);
        }
        return loudest;
    }

    /** How far the subbands rise above the noise, in decibels: the mean over all. */
    private float rise(float loudest) {
        float sum = 0;
        for (int i = 0; i < SUBBANDS; i++) {
            float above = levels[i] - Math.max(floor[i], loudest - BELOW_LOUDEST_SUBBAND_DECIBELS);
            sum += Math.max(0, Math.min(above, MOST_DECIBELS));
        }
        return sum / SUBBANDS;
    }

    public Snapshot snapshot() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(Float.floatToRawIntBits(voiceDecibels));
            out.writeByte(activeFrames);
            out.writeByte(hangoverFrames);
            noise.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Snapshot(bytes.toByteArray());
    }

    private void read(DataInput in) throws IOException {
        voiceDecibels = Float.intBitsToFloat(in.readInt());
        activeFrames = in.readUnsignedByte();
        hangoverFrames = in.readUnsignedByte();
        noise.readFrom(in);
    }

    /** What a stream carries from frame to frame, under 850 bytes. A value. */
    public static final class Snapshot {

        private static final int FORMAT = 1;
        private static final int STATE_BYTES = new SpeechActivity(FeatureSpec.standard()).snapshot().state.length;

        private final byte[] state;

        private Snapshot(byte[] state) {
            this.state = state;
        }

        /** Writes format and state. */
        public void writeTo(DataOutput out) throws IOException {
            out.writeByte(FORMAT);
            out.write(state);
        }

        /** Reads what {@link #writeTo} wrote; throws {@link IOException} on anything else. */
        public static Snapshot readFrom(DataInput in) throws IOException {
            int format = in.readUnsignedByte();
            if (format != FORMAT) {
                throw new IOException("not a speech activity snapshot of format " + FORMAT + ": format " + format);
            }
            byte[] state = new byte[STATE_BYTES];
            in.readFully(state);
            new SpeechActivity(FeatureSpec.standard()).read(new DataInputStream(new ByteArrayInputStream(state)));
            return new Snapshot(state);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Snapshot that && Arrays.equals(state, that.state);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(state);
        }

        @Override
        public String toString() {
            return "SpeechActivity.Snapshot[" + state.length + " bytes]";
        }
    }
}
