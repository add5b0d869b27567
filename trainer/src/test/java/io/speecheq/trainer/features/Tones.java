package io.speecheq.trainer.features;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Made-up recordings: a tone in noise. */
public final class Tones {
    private Tones() {}

    /** Writes a WAV file of 16 bits. */
    public static void write(Path file, int rateHz, int channels, double seconds, double toneHz) throws IOException {
        Files.createDirectories(file.getParent());
        int frames = (int) (rateHz * seconds);
        Random random = new Random(frames);
        ByteBuffer bytes = ByteBuffer.allocate(frames * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            double value = 0.3 * Math.sin(2 * Math.PI * toneHz * i / rateHz) + 0.01 * random.nextGaussian();
            for (int channel = 0; channel < channels; channel++) {
                bytes.putShort((short) (32767 * value));
            }
        }
        AudioFormat format = new AudioFormat(rateHz, 16, channels, true, false);
        try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, frames)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}
