package io.speecheq.trainer.augmentation;

import io.speecheq.acoustics.recording.Recording;
import io.speecheq.acoustics.recording.UnsupportedAudio;
import io.speecheq.acoustics.resample.Resampler;
import io.speecheq.trainer.corpus.AudioTree;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Skipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Recordings of noise, or impulse responses of rooms, in memory at 16 kHz: the first channels of the WAV and FLAC files below
 * a folder, in the order of their paths; 3.8 MB a minute. Immutable: any number of threads may share one.
 */
public final class Sounds {
    private static final int RATE_HZ = 16000;
    private static final int LONGEST_SECONDS = 60;
    private static final int LONGEST_IMPULSE_SAMPLES = 24000;
    private static final int PIECE_FRAMES = 4096;
    private static final Sounds NONE = new Sounds(List.of(), List.of());

    private final List<float[]> recordings;
    private final List<Skipped> skipped;

    private Sounds(List<float[]> recordings, List<Skipped> skipped) {
        this.recordings = List.copyOf(recordings);
        this.skipped = List.copyOf(skipped);
    }

    /** No recordings: noise and rooms are generated. */
    public static Sounds none() {
        return NONE;
    }

    /**
     * The first minute of each recording of noise; those without energy, or of an unknown format, are skipped.
     *
     * @throws CorpusException when there is no such folder, or nothing to be heard in it
     * @throws IOException when a file cannot be read
     */
    public static Sounds noises(Path folder) throws IOException, CorpusException {
        return read("noises", folder, UnaryOperator.identity());
    }

    /**
     * Impulse responses, each from its peak on, which is made 1, for 1.5 s at most; those without energy, or of an unknown
     * format, are skipped.
     *
     * @throws CorpusException when there is no such folder, or nothing to be heard in it
     * @throws IOException when a file cannot be read
     */
    public static Sounds impulses(Path folder) throws IOException, CorpusException {
        return read("impulse responses", folder, Sounds::fromPeak);
    }

    private static Sounds read(String kind, Path folder, UnaryOperator<float[]> form)
            throws IOException, CorpusException {
        List<float[]> recordings = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path file : AudioTree.of(kind, folder).files()) {
            try {
                float[] samples = firstChannel(file);
                double energy = Level.energy(samples);
                if (energy > 0 && Double.isFinite(energy)) {
                    recordings.add(form.apply(samples));
                } else {
                    skipped.add(new Skipped(file, "silent, or not of finite numbers"));
                }
            } catch (UnsupportedAudio e) {
                skipped.add(new Skipped(file, "not readable: " + e.reason()));
            }
        }
        if (recordings.isEmpty()) {
            throw new CorpusException("%s: nothing to be heard below %s; its first file is %s"
                    .formatted(kind, folder, skipped.get(0).reason()));
        }
        return new Sounds(recordings, skipped);
    }

    private static float[] firstChannel(Path file) throws IOException {
        try (Recording recording = Recording.open(file)) {
            float[] samples = new float[0];
            float[][] piece = new float[recording.channels()][PIECE_FRAMES];
            int most = LONGEST_SECONDS * recording.sampleRateHz();
            int filled = 0;
            for (int read = recording.read(piece); read >= 0 && filled < most; read = recording.read(piece)) {
                if (samples.length < filled + read) {
                    samples = Arrays.copyOf(samples, 2 * (filled + read));
                }
                System.arraycopy(piece[0], 0, samples, filled, read);
                filled += read;
            }
            return Resampler.resample(
                    Arrays.copyOf(samples, Math.min(filled, most)), recording.sampleRateHz(), RATE_HZ);
        }
    }

    private static float[] fromPeak(float[] samples) {
        int peak = 0;
        for (int i = 1; i < samples.length; i++) {
            peak = Math.abs(samples[i]) > Math.abs(samples[peak]) ? i : peak;
        }
        int end = Math.min(samples.length, peak + LONGEST_IMPULSE_SAMPLES);
        float[] impulse = Arrays.copyOfRange(samples, peak, end);
        for (int i = 0; i < impulse.length; i++) {
            impulse[i] /= samples[peak];
        }
        return impulse;
    }

    /** Number of recordings. */
    public int count() {
        return recordings.size();
    }

    /** The files that were not taken, and why. */
    public List<Skipped> skipped() {
        return skipped;
    }

    boolean isEmpty() {
        return recordings.isEmpty();
    }

    /** One of them, all equally likely; not to be written to. */
    float[] draw(Random random) {
        return recordings.get(random.nextInt(recordings.size()));
    }
}
