package io.speecheq.trainer.features;

import io.speecheq.acoustics.recording.Recording;
import io.speecheq.acoustics.resample.Resampler;
import java.io.IOException;
import java.nio.file.Path;

/** A recording's sound as one channel at the rate that features want. */
final class MonoSound {
    private MonoSound() {}

    /** The mean of all channels, samples in [−1, 1). */
    static float[] read(Path path, int rateHz) throws IOException {
        try (Recording recording = Recording.open(path)) {
            float[][] channels = recording.readAll();
            return Resampler.resample(mean(channels), recording.sampleRateHz(), rateHz);
        }
    }

    private static float[] mean(float[][] channels) {
        float[] mean = channels[0].clone();
        for (int channel = 1; channel < channels.length; channel++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += channels[channel][i];
            }
        }
        for (int i = 0; i < mean.length && channels.length > 1; i++) {
            mean[i] /= channels.length;
        }
        return mean;
    }
}
