package io.speecheq.streamfeatures.channel;

import io.speecheq.acoustics.activity.SpeechActivity;
import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.FrameMatrix;
import io.speecheq.acoustics.features.OnlineFbank;
import io.speecheq.streamfeatures.chunk.ChannelId;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.SpeechSpan;
import io.speecheq.streamfeatures.window.WindowPlan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A channel's audio at the feature rate to its windows: samples in, each window out with its last sample. The windows do not
 * depend on how the samples were cut. Owned by one thread.
 */
final class OnlineWindows {

    private static final long MILLIS = 1_000;
    /** The mean square of {@link FeatureWindow#LOWEST_LEVEL_DBFS}. */
    private static final double LOWEST_POWER = 1e-12;

    private final ChannelId id;
    private final WindowPlan plan;
    private final FeatureSpec spec;
    private final String fingerprint;
    private final OnlineFbank fbank;
    private final SpeechActivity activity;
    private final WindowSpan span;

    private long nextSample;
    private int nextIndex;
    private long speechFrames;
    private long lostSamples;
    private boolean consent = true;
    /** Audio before it came under a refusal, or before one. */
    private long consentFrom;

    OnlineWindows(ChannelId id, WindowPlan plan, FeatureSpec spec) {
        this(id, plan, new OnlineFbank(spec), new SpeechActivity(spec), new WindowSpan(spec, plan.windowSamples()));
    }

    private OnlineWindows(ChannelId id, WindowPlan plan, OnlineFbank fbank, SpeechActivity activity, WindowSpan span) {
        this.id = id;
        this.plan = plan;
        this.spec = fbank.spec();
        this.fingerprint = spec.fingerprint();
        this.fbank = fbank;
        this.activity = activity;
        this.span = span;
    }

    WindowPlan plan() {
        return plan;
    }

    /** The position of the next sample. */
    long nextSample() {
        return nextSample;
    }

    /** Number of windows so far. */
    int windows() {
        return nextIndex;
    }

    /** Length of the audio so far, rounded up. */
    long totalMillis() {
        return ceilMillis(nextSample);
    }

    /** Time covered by speech frames so far, each counted with the features' hop. */
    long speechMillis() {
        return speechFrames * spec.hopSamples() * MILLIS / spec.sampleRateHz();
    }

    /** Length of the lost audio so far, rounded down. */
    long lostMillis() {
        return lostSamples * MILLIS / spec.sampleRateHz();
    }

    /** Says that no window from here on may be analysed. */
    void refuse() {
        consent = false;
    }

    /** Says that what was refused so far may be analysed again: windows that begin at that sample or later. */
    void allowFrom(long sample) {
        if (!consent) {
            consent = true;
            consentFrom = sample;
        }
    }

    /** Says that the samples of {@code [from, to)}, none of which has come yet, are silence in the place of lost audio. */
    void lose(long from, long to) {
        long first = Math.max(from, nextSample);
        if (first < to) {
            span.addLost(first, to);
            lostSamples += to - first;
        }
    }

    /** Whether all of {@code [from, to)} was heard and not lost, as far as is remembered. */
    boolean isHeard(long from, long to) {
        return span.isHeard(from, to);
    }

    /** Takes {@code samples[from..to)}. */
    void accept(float[] samples, int from, int to, ChannelSink sink) {
        int next = from;
        while (next < to) {
            int taken = (int) Math.min(to - next, plan.end(nextIndex) - nextSample);
            span.addSamples(nextSample, samples, next, next + taken);
            fbank.accept(samples, next, next + taken, this::addFrame);
            nextSample += taken;
            next += taken;
            if (nextSample == plan.end(nextIndex)) {
                sink.window(cut());
                nextIndex++;
                span.forgetBefore(plan.start(nextIndex));
            }
        }
    }

    private void addFrame(float[] frame) {
        boolean isSpeech = activity.accept(frame);
        speechFrames += isSpeech ? 1 : 0;
        span.addFrame(frame, isSpeech);
    }

    /** The next window, from its begin to the end of the audio so far. */
    private FeatureWindow cut() {
        long samples = nextSample - plan.start(nextIndex);
        int frames = spec.framesIn(samples);
        return window(
                ceilMillis(nextSample),
                span.matrix(frames),
                frames == 0 ? 0 : (float) span.speechFrames(frames) / frames,
                levelDbfs(span.energy(samples) / samples),
                (float) span.lostSamples(samples) / samples,
                span.speech(Math.min(toldFrames(), frames), frames));
    }

    /** How many of the next window's first frames the window before it has told. */
    private int toldFrames() {
        return nextIndex == 0
                ? 0
                : Math.max(0, spec.framesIn(plan.windowSamples()) - plan.hopSamples() / spec.hopSamples());
    }

    private FeatureWindow window(
            long endMillis,
            FrameMatrix frames,
            float speechRatio,
            float levelDbfs,
            float lostRatio,
            List<SpeechSpan> speech) {
        return new FeatureWindow(
                id.callId(),
                id.channel(),
                id.callStartMillis(),
                nextIndex,
                plan.start(nextIndex) * MILLIS / spec.sampleRateHz(),
                endMillis,
                frames,
                speechRatio,
                levelDbfs,
                lostRatio,
                consent && plan.start(nextIndex) >= consentFrom,
                fingerprint,
                0,
                speech);
    }

    private static float levelDbfs(double power) {
        return (float) (10 * StrictMath.log10(Math.max(power, LOWEST_POWER)));
    }

    private long ceilMillis(long samples) {
        return (samples * MILLIS + spec.sampleRateHz() - 1) / spec.sampleRateHz();
    }

    /**
     * Passes over lost audio without computing it: every window that ends in it is empty. What has come last must be lost
     * audio already, for a window and more: then nothing here changes but positions, since silence looks the same at every
     * whole hop.
     *
     * @param samples a multiple of the windows' hop
     */
    void skipLost(long samples, ChannelSink sink) {
        FrameMatrix none = FrameMatrix.copyOf(new float[0], 0, spec.bands());
        for (long hop = 0; hop < samples / plan.hopSamples(); hop++) {
            sink.window(
                    window(ceilMillis(plan.end(nextIndex)), none, 0, FeatureWindow.LOWEST_LEVEL_DBFS, 1, List.of()));
            nextIndex++;
        }
        span.moveBy(samples);
        nextSample += samples;
        lostSamples += samples;
    }

    /** Ends the channel: gives the closing window, where there is one. */
    void finish(ChannelSink sink) {
        if (plan.closes(nextSample)) {
            sink.window(cut());
            nextIndex++;
        }
    }

    State snapshot() {
        return new State(
                nextSample,
                nextIndex,
                speechFrames,
                lostSamples,
                consent,
                consentFrom,
                fbank.snapshot(),
                activity.snapshot(),
                span.snapshot());
    }

    static OnlineWindows restore(ChannelId id, WindowPlan plan, FeatureSpec spec, State state) {
        OnlineWindows windows = new OnlineWindows(
                id,
                plan,
                OnlineFbank.restore(spec, state.fbank),
                SpeechActivity.restore(spec, state.activity),
                WindowSpan.restore(spec, plan.windowSamples(), state.span));
        windows.nextSample = state.nextSample;
        windows.nextIndex = state.nextIndex;
        windows.speechFrames = state.speechFrames;
        windows.lostSamples = state.lostSamples;
        windows.consent = state.consent;
        windows.consentFrom = state.consentFrom;
        return windows;
    }

    /**
     * A channel's windows at one moment.
     *
     * @param consentFrom windows that begin before this sample are without consent
     */
    record State(
            long nextSample,
            int nextIndex,
            long speechFrames,
            long lostSamples,
            boolean consent,
            long consentFrom,
            OnlineFbank.Snapshot fbank,
            SpeechActivity.Snapshot activity,
            WindowSpanState span) {

        /** Writes every component, exactly. */
        void writeTo(DataOutput out) throws IOException {
            out.writeLong(nextSample);
            out.writeInt(nextIndex);
            out.writeLong(speechFrames);
            out.writeLong(lostSamples);
            out.writeBoolean(consent);
            out.writeLong(consentFrom);
            fbank.writeTo(out);
            activity.writeTo(out);
            span.writeTo(out);
        }

        /** Reads what {@link #writeTo} wrote in that format of a {@link ChannelState}; before the second, consent had no place. */
        static State readFrom(DataInput in, int format) throws IOException {
            return new State(
                    in.readLong(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readBoolean(),
                    format < 2 ? 0 : in.readLong(),
                    OnlineFbank.Snapshot.readFrom(in),
                    SpeechActivity.Snapshot.readFrom(in),
                    WindowSpanState.readFrom(in));
        }
    }
}
