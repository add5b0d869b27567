package io.speecheq.streamfeatures.chunk;

import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import java.time.Duration;
import java.util.Optional;

/** Records of the audio topic to chunks. Whatever the bytes are, the answer is a value. Thread-safe. */
public final class ChunkDecoder {

    static final int MOST_PAYLOAD_BYTES = 1 << 20;
    /** Names, attributes and Avro's own bytes around the payload. */
    static final int MOST_OTHER_BYTES = 1 << 16;

    static final int MOST_NAME_CHARACTERS = 256;
    static final int LOWEST_RATE_HZ = 4_000;
    static final int HIGHEST_RATE_HZ = 192_000;
    /** No chunk begins later on its channel's timeline. */
    public static final Duration MOST_MEDIA_TIME = Duration.ofDays(7);

    /** The end of the year 9999. */
    static final long LATEST_CALL_START_MILLIS = 253_402_300_799_999L;

    private final SpeechEqCodec<AudioChunk> codec = SpeechEqCodec.of(AudioChunk.class);

    /** The chunk that the record's value is. The key is not looked at: the value says which call it is of. */
    public Decoded decode(RawRecord record) {
        if (record.value().isEmpty()) {
            return new Decoded.Rejected(RejectReason.NO_VALUE, "the record has no value");
        }
        byte[] value = record.value().get().toArray();
        if (value.length > MOST_PAYLOAD_BYTES + MOST_OTHER_BYTES) {
            return new Decoded.Rejected(
                    RejectReason.OVERSIZE,
                    "a record has at most " + (MOST_PAYLOAD_BYTES + MOST_OTHER_BYTES) + " bytes, not " + value.length);
        }
        try {
            AudioChunk chunk = codec.decode(value);
            Optional<Decoded.Rejected> fault = fault(chunk);
            return fault.isPresent() ? fault.get() : new Decoded.Accepted(chunk(chunk));
        } catch (UndecodableException e) {
            return new Decoded.Rejected(RejectReason.UNDECODABLE, "the value is no audio chunk: " + e.getMessage());
        }
    }

    private static Optional<Decoded.Rejected> fault(AudioChunk chunk) {
        int bytes = chunk.getPayload().remaining();
        long callStartMillis = chunk.getCallStart().toEpochMilli();
        if (!isName(chunk.getCallId())) {
            return badName("call id", chunk.getCallId());
        } else if (!isName(chunk.getChannel())) {
            return badName("channel", chunk.getChannel());
        } else if (callStartMillis < 0 || callStartMillis > LATEST_CALL_START_MILLIS) {
            return rejected(RejectReason.BAD_CALL_START, "callStart is no date of 1970 to 9999: " + callStartMillis);
        } else if (chunk.getEncoding() == AudioEncoding.UNKNOWN) {
            return rejected(RejectReason.UNKNOWN_ENCODING, "encoding must be PCM_S16LE, PCMU or PCMA");
        } else if (chunk.getSampleRateHz() < LOWEST_RATE_HZ || chunk.getSampleRateHz() > HIGHEST_RATE_HZ) {
            return rejected(
                    RejectReason.BAD_RATE,
                    "sampleRateHz must be " + LOWEST_RATE_HZ + " to " + HIGHEST_RATE_HZ + ", not "
                            + chunk.getSampleRateHz());
        } else if (bytes > MOST_PAYLOAD_BYTES) {
            return rejected(
                    RejectReason.OVERSIZE, "a payload has at most " + MOST_PAYLOAD_BYTES + " bytes, not " + bytes);
        } else if (!encoding(chunk.getEncoding()).endsOnSample(bytes)) {
            return rejected(RejectReason.CUT_SAMPLE, bytes + " bytes do not end on a sample of " + chunk.getEncoding());
        }
        return badPosition(chunk);
    }

    private static Optional<Decoded.Rejected> badPosition(AudioChunk chunk) {
        long most = MOST_MEDIA_TIME.toSeconds() * chunk.getSampleRateHz();
        if (chunk.getStartSample() >= 0 && chunk.getStartSample() <= most) {
            return Optional.empty();
        }
        return rejected(
                RejectReason.BAD_POSITION,
                "startSample must be 0 to " + most + " at " + chunk.getSampleRateHz() + " Hz, not "
                        + chunk.getStartSample());
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_NAME_CHARACTERS
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static Optional<Decoded.Rejected> badName(String which, String name) {
        return rejected(
                RejectReason.BAD_NAME,
                "the " + which + " must have 1 to " + MOST_NAME_CHARACTERS
                        + " characters without control characters, has " + name.length());
    }

    private static Optional<Decoded.Rejected> rejected(RejectReason reason, String message) {
        return Optional.of(new Decoded.Rejected(reason, message));
    }

    private static Chunk chunk(AudioChunk chunk) {
        return new Chunk(
                new ChannelId(
                        chunk.getCallId(),
                        chunk.getChannel(),
                        chunk.getCallStart().toEpochMilli()),
                chunk.getStartSample(),
                chunk.getSampleRateHz(),
                encoding(chunk.getEncoding()),
                Octets.copyOf(chunk.getPayload()),
                chunk.getEndOfStream(),
                Consent.in(chunk.getAttributes()));
    }

    private static PcmEncoding encoding(AudioEncoding encoding) {
        return switch (encoding) {
            case PCM_S16LE -> PcmEncoding.PCM_S16LE;
            case PCMU -> PcmEncoding.PCMU;
            case PCMA -> PcmEncoding.PCMA;
            case UNKNOWN -> throw new IllegalArgumentException("UNKNOWN is no encoding");
        };
    }
}
