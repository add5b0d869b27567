package io.speecheq.ingest.recording;

import java.io.IOException;
import java.util.Arrays;

/** All samples of a recording, and such as recordings are made of. */
final class Samples {

    private Samples() {}

    /** Reads to the end in pieces of that many frames. */
    static float[][] readAll(RecordingSource source, int pieceFrames) throws IOException {
        float[][] all = new float[source.channels()][0];
        float[][] piece = new float[source.channels()][pieceFrames];
        for (int read = source.read(piece); read >= 0; read = source.read(piece)) {
            for (int channel = 0; channel < all.length; channel++) {
                int filled = all[channel].length;
                all[channel] = Arrays.copyOf(all[channel], filled + read);
                System.arraycopy(piece[channel], 0, all[channel], filled, read);
            }
        }
        return all;
    }

    /** Half-scale sines, one a channel. */
    static float[][] sines(int sampleRateHz, double seconds, double... hertz) {
        float[][] sines = new float[hertz.length][(int) Math.round(seconds * sampleRateHz)];
        for (int channel = 0; channel < hertz.length; channel++) {
            for (int i = 0; i < sines[channel].length; i++) {
                sines[channel][i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz[channel] * i / sampleRateHz));
            }
        }
        return sines;
    }

    /** Frequency of a sine, from the changes of its sign between a quarter and three quarters of it. */
    static double frequency(float[] samples, int sampleRateHz) {
        int from = samples.length / 4;
        int to = 3 * samples.length / 4;
        int changes = 0;
        for (int i = from + 1; i < to; i++) {
            changes += samples[i - 1] < 0 != samples[i] < 0 ? 1 : 0;
        }
        return changes / 2.0 * sampleRateHz / (to - from);
    }
}
