package io.speecheq.acoustics.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files, well-formed ones and others. */
final class WavBytes {

    private int tag = 1;
    private int channels = 1;
    private int rateHz = 16_000;
    private int bits = 16;
    private boolean isExtensible;
    private byte[] samples = new byte[0];
    private long claimedDataBytes = -1;
    private long claimedRiffBytes = -1;
    private byte[] trailer = new byte[0];
    private String magic = "RIFF";

    WavBytes coding(int tag, int bits) {
        this.tag = tag;
        this.bits = bits;
        return this;
    }

    WavBytes channels(int channels) {
        this.channels = channels;
        return this;
    }

    WavBytes rateHz(int rateHz) {
        this.rateHz = rateHz;
        return this;
    }

    WavBytes extensible() {
        isExtensible = true;
        return this;
    }

    WavBytes bigEndian() {
        magic = "RIFX";
        return this;
    }

    WavBytes samples(byte... samples) {
        this.samples = samples;
        return this;
    }

    WavBytes claiming(long riffBytes, long dataBytes) {
        claimedRiffBytes = riffBytes;
        claimedDataBytes = dataBytes;
        return this;
    }

    WavBytes trailer(String id, byte... content) {
        trailer = ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(id))
                .putInt(content.length)
                .put(content)
                .array();
        return this;
    }

    byte[] build() {
        int formatBytes = isExtensible ? 40 : 16;
        int padding = samples.length & 1;
        int total = 12 + 8 + formatBytes + 8 + samples.length + padding + trailer.length;
        ByteBuffer out =
                ByteBuffer.allocate(total).order(magic.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        out.put(ascii(magic)).putInt((int) (claimedRiffBytes >= 0 ? claimedRiffBytes : total - 8));
        out.put(ascii("WAVEfmt ")).putInt(formatBytes);
        int sampleBytes = (bits + 7) / 8;
        out.putShort((short) (isExtensible ? 0xFFFE : tag)).putShort((short) channels);
        out.putInt(rateHz).putInt(rateHz * channels * sampleBytes);
        out.putShort((short) (channels * sampleBytes)).putShort((short) (isExtensible ? sampleBytes * 8 : bits));
        if (isExtensible) {
            out.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) tag);
            out.put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
        }
        out.put(ascii("data")).putInt((int) (claimedDataBytes >= 0 ? claimedDataBytes : samples.length));
        return out.put(samples).put(new byte[padding]).put(trailer).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
