package io.speecheq.trainer.augmentation;

import io.speecheq.acoustics.recording.Recording;
import io.speecheq.acoustics.recording.UnsupportedAudio;
import io.speecheq.acoustics.resample.Resampler;
import io.speecheq.trainer.corpus.AudioTree;
import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.Skipped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
    private static final int PRINT_DIGITS = 16;

    /** Of the heap: what features leave of it is needed for the training, too. */
    private static final double HEAP_SHARE = 0.125;

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
     * @throws CorpusException when there is no such folder, nothing to be heard in it, or more than memory has room for
     * @throws IOException when a file cannot be read
     */
    public static Sounds noises(Path folder) throws IOException, CorpusException {
        return read("noises", folder, UnaryOperator.identity(), mostSamples());
    }

    /**
     * Impulse responses, each from its peak on, which is made 1, for 1.5 s at most; those without energy, or of an unknown
     * format, are skipped.
     *
     * @throws CorpusException when there is no such folder, nothing to be heard in it, or more than memory has room for
     * @throws IOException when a file cannot be read
     */
    public static Sounds impulses(Path folder) throws IOException, CorpusException {
        return read("impulse responses", folder, Sounds::fromPeak, mostSamples());
    }

    private static long mostSamples() {
        return (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory() / Float.BYTES);
    }

    /** As above, of {@code mostSamples} together at most. */
    static Sounds read(String kind, Path folder, UnaryOperator<float[]> form, long mostSamples)
            throws IOException, CorpusException {
        long held = 0;
        List<float[]> recordings = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path file : AudioTree.of(kind, folder).files()) {
            try {
                float[] samples = firstChannel(file);
                double energy = Level.energy(samples);
                if (energy > 0 && Double.isFinite(energy)) {
                    float[] formed = form.apply(samples);
                    held += formed.length;
                    refuseMore(kind, folder, held, mostSamples);
                    recordings.add(formed);
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

    private static void refuseMore(String kind, Path folder, long held, long most) throws CorpusException {
        if (held > most) {
            throw new CorpusException(
                    "%s: more than %d minutes below %s, which is what memory has room for; name a folder with fewer"
                            .formatted(kind, most / (60L * RATE_HZ), folder));
        }
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

    /** Their number and the beginning of the SHA-256 over their samples; empty without any. */
    public Optional<String> print() {
        if (isEmpty()) {
            return Optional.empty();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (float[] recording : recordings) {
                ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * (recording.length + 1));
                bytes.putInt(recording.length);
                bytes.asFloatBuffer().put(recording);
                digest.update(bytes.array());
            }
            String hash = HexFormat.of().formatHex(digest.digest()).substring(0, PRINT_DIGITS);
            return Optional.of(count() + " recordings, SHA-256 " + hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
