package io.speecheq.acoustics.features;

/** Takes the frames of a stream, one after the other. */
@FunctionalInterface
public interface FrameSink {

    /** Takes one frame, {@code [bands]}; the array is reused for the next one, so copy what is kept. */
    void accept(float[] frame);
}
