package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.EmotionWindow;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A window as the stores hold it: encoded, since most of what happens to it needs its index alone, and without its call and
 * channel, which stand beside it.
 *
 * @param bytes of the record; never changed
 */
public record EncodedWindow(int index, ByteBuffer bytes) {

    private static final SpeechEqCodec<EmotionWindow> CODEC = SpeechEqCodec.of(EmotionWindow.class);

    public EncodedWindow {
        bytes = bytes.asReadOnlyBuffer();
    }

    static EncodedWindow of(EmotionWindow window) {
        return new EncodedWindow(window.getIndex(), ByteBuffer.wrap(CODEC.encode(named(window, "", ""))));
    }

    /** The window, of that channel of that call. */
    public EmotionWindow decoded(String callId, String channel) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try {
            return named(CODEC.decode(copy), callId, channel);
        } catch (UndecodableException e) {
            throw new SerializationException("a stored window cannot be read", e);
        }
    }

    private static EmotionWindow named(EmotionWindow window, String callId, String channel) {
        return new EmotionWindow(
                callId,
                channel,
                window.getIndex(),
                window.getStartMillis(),
                window.getEndMillis(),
                window.getCallStart(),
                window.getSpeechRatio(),
                window.getLevelDbfs(),
                window.getEmotion(),
                window.getNotAssessed(),
                window.getModel(),
                window.getSpeech());
    }
}
