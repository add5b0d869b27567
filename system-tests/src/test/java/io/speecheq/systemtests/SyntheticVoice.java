package io.speecheq.systemtests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Something that speech activity takes for speech: harmonics of a gliding pitch in syllables, with pauses and a little noise. */
public final class SyntheticVoice {

    private SyntheticVoice() {}

    /** Writes 16-bit mono PCM; the same seed writes the same bytes. */
    public static Path write(Path wav, int rateHz, double seconds, long seed) throws IOException {
        int samples = (int) (seconds * rateHz);
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(seed);
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double t = (double) i / rateHz;
            phase += 2 * Math.PI * (140 + 30 * Math.sin(2 * Math.PI * 0.7 * t)) / rateHz;
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 3 * t)) * (t % 2.5 < 1.9 ? 1 : 0);
            double voice = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                voice += Math.sin(harmonic * phase) / harmonic;
            }
            double value = 0.2 * syllable * voice + 0.001 * random.nextGaussian();
            bytes.putShort((short) Math.round(32_767 * Math.max(-1, Math.min(1, value))));
        }
        AudioFormat format = new AudioFormat(rateHz, 16, 1, true, false);
        AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, wav.toFile());
        return wav;
    }
}
