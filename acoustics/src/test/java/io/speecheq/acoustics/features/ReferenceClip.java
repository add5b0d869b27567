package io.speecheq.acoustics.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A clip and the features that librosa computed of it. */
final class ReferenceClip {

    private static final int WAV_HEADER_BYTES = 44;

    private final float[] samples;
    private final float[] fbank;

    private ReferenceClip(float[] samples, float[] fbank) {
        this.samples = samples;
        this.fbank = fbank;
    }

    float[] samples() {
        return samples;
    }

    float[] fbank() {
        return fbank;
    }

    static ReferenceClip read(Path folder, String name) throws IOException {
        byte[] wav = Files.readAllBytes(folder.resolve(name + ".wav"));
        ShortBuffer shorts = ByteBuffer.wrap(wav, WAV_HEADER_BYTES, wav.length - WAV_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        float[] samples = new float[shorts.remaining()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = shorts.get(i) / 32768f;
        }
        byte[] stored = Files.readAllBytes(folder.resolve(name + ".f32"));
        float[] fbank = new float[stored.length / Float.BYTES];
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(fbank);
        return new ReferenceClip(samples, fbank);
    }
}
