package io.speecheq.trainer.augmentation;

import io.speecheq.acoustics.pcm.PcmDecoder;
import io.speecheq.acoustics.pcm.PcmEncoder;
import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.acoustics.resample.Resampler;
import java.util.Arrays;
import java.util.Random;

/**
 * Random changes to a clip of 16 kHz: speed, pitch, noise, telephone, in that order. What is drawn follows from the random
 * source alone. Stateless: any number of threads may share one.
 */
public final class SoundAugmentation {
    private static final int RATE_HZ = 16000;
    private static final int LINE_HZ = 8000;
    private static final int SHORTEST_SAMPLES = 400;
    private static final int PITCH_STEPS = 160;
    private static final float LARGEST = 32767 / 32768f;

    private final AugmentationOptions options;

    /** Throws when reverberation is asked for, which there is none of. */
    public SoundAugmentation(AugmentationOptions options) {
        if (options.reverberation() > 0) {
            throw new IllegalArgumentException(
                    "there is no reverberation; its share must be 0, not " + options.reverberation());
        }
        this.options = options;
    }

    /** The changed samples in [-1, 1): as many as before unless the speed changed. Under 25 ms nothing changes. */
    public float[] apply(float[] samples, Random random) {
        float[] sound = samples.clone();
        if (sound.length < SHORTEST_SAMPLES || options.changesNothing()) {
            return sound;
        }
        if (random.nextDouble() < options.speed()) {
            sound = TimeStretch.stretch(sound, between(options.slowest(), options.fastest(), random));
        }
        if (random.nextDouble() < options.pitch()) {
            sound = pitched(sound, between(-options.semitones(), options.semitones(), random));
        }
        if (random.nextDouble() < options.noise()) {
            addNoise(sound, between(options.lowestSnr(), options.highestSnr(), random), random);
        }
        if (random.nextDouble() < options.telephone()) {
            sound = telephoned(sound, random.nextBoolean() ? PcmEncoding.PCMU : PcmEncoding.PCMA);
        }
        for (int i = 0; i < sound.length; i++) {
            sound[i] = Float.isNaN(sound[i]) ? 0 : Math.max(-1, Math.min(LARGEST, sound[i]));
        }
        return sound;
    }

    private static double between(double low, double high, Random random) {
        return low + (high - low) * random.nextDouble();
    }

    /** Stretched, then played faster by the same ratio, which is rounded to a 160th so that few filters are needed. */
    static float[] pitched(float[] samples, double semitones) {
        int steps = (int) Math.round(PITCH_STEPS * Math.pow(2, semitones / 12));
        float[] longer = TimeStretch.stretch(samples, PITCH_STEPS / (double) steps);
        int fromHz = RATE_HZ / PITCH_STEPS * steps;
        return Arrays.copyOf(Resampler.resample(longer, fromHz, RATE_HZ), samples.length);
    }

    /** Adds white Gaussian noise at that ratio of powers; to silence, nothing. */
    static void addNoise(float[] samples, double snrDecibels, Random random) {
        float[] noise = new float[samples.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        double gain = Math.sqrt(energy(samples) / energy(noise)) * Math.pow(10, -snrDecibels / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) gain * noise[i];
        }
    }

    private static double energy(float[] samples) {
        double energy = 0;
        for (float sample : samples) {
            energy += sample * sample;
        }
        return energy;
    }

    private static float[] telephoned(float[] samples, PcmEncoding law) {
        byte[] sent = PcmEncoder.encode(law, Resampler.resample(samples, RATE_HZ, LINE_HZ));
        float[] received = Resampler.resample(PcmDecoder.decode(law, sent), LINE_HZ, RATE_HZ);
        return Arrays.copyOf(received, samples.length);
    }
}
