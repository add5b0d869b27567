package io.speecheq.streamfeatures.chunk;

import io.speecheq.acoustics.pcm.PcmEncoding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A piece of one channel's audio that was found sound: a whole number of samples, at a possible rate, at a possible place.
 *
 * @param startSample position of the first sample on the channel's timeline, at {@code sampleRateHz}
 * @param payload may be empty
 * @param endOfStream the channel ends after this chunk's samples
 */
public record Chunk(
        ChannelId id,
        long startSample,
        int sampleRateHz,
        PcmEncoding encoding,
        Octets payload,
        boolean endOfStream,
        Consent consent) {

    public Chunk {
        if (startSample < 0 || sampleRateHz <= 0 || !encoding.endsOnSample(payload.length())) {
            throw new IllegalArgumentException("no chunk has startSample " + startSample + ", sampleRateHz "
                    + sampleRateHz + " and " + payload.length() + " bytes of " + encoding);
        }
    }

    /** Number of samples in the payload. */
    public int samples() {
        return encoding.samplesIn(payload.length());
    }

    /** Position after the last sample. */
    public long endSample() {
        return startSample + samples();
    }

    /** Writes every field, exactly. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeUTF(id.callId());
        out.writeUTF(id.channel());
        out.writeLong(id.callStartMillis());
        out.writeLong(startSample);
        out.writeInt(sampleRateHz);
        out.writeByte(encodingCode(encoding));
        out.writeBoolean(endOfStream);
        out.writeByte(consentCode(consent));
        payload.writeTo(out);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Chunk readFrom(DataInput in) throws IOException {
        ChannelId id = new ChannelId(in.readUTF(), in.readUTF(), in.readLong());
        long startSample = in.readLong();
        int sampleRateHz = in.readInt();
        PcmEncoding encoding = encodingOf(in.readUnsignedByte());
        boolean endOfStream = in.readBoolean();
        Consent consent = consentOf(in.readUnsignedByte());
        return new Chunk(id, startSample, sampleRateHz, encoding, Octets.readFrom(in), endOfStream, consent);
    }

    private static int encodingCode(PcmEncoding encoding) {
        return switch (encoding) {
            case PCM_S16LE -> 1;
            case PCMU -> 2;
            case PCMA -> 3;
        };
    }

    private static PcmEncoding encodingOf(int code) throws IOException {
        return switch (code) {
            case 1 -> PcmEncoding.PCM_S16LE;
            case 2 -> PcmEncoding.PCMU;
            case 3 -> PcmEncoding.PCMA;
            default -> throw new IOException("no encoding has the code " + code);
        };
    }

    private static int consentCode(Consent consent) {
        return switch (consent) {
            case UNSTATED -> 0;
            case GIVEN -> 1;
            case REFUSED -> 2;
        };
    }

    private static Consent consentOf(int code) throws IOException {
        return switch (code) {
            case 0 -> Consent.UNSTATED;
            case 1 -> Consent.GIVEN;
            case 2 -> Consent.REFUSED;
            default -> throw new IOException("no consent has the code " + code);
        };
    }
}
