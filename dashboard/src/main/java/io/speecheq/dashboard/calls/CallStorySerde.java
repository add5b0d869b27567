package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.CallSummary;
import io.speecheq.schemas.record.EmotionAlert;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** {@link CallStory} as it lies in the store's changelog: versioned bytes; thread-safe. */
final class CallStorySerde implements Serde<CallStory> {

    private static final int VERSION = 1;
    private static final SpeechEqCodec<CallSummary> SUMMARIES = SpeechEqCodec.of(CallSummary.class);
    private static final SpeechEqCodec<EmotionAlert> ALERTS = SpeechEqCodec.of(EmotionAlert.class);

    @Override
    public Serializer<CallStory> serializer() {
        return (topic, story) -> story == null ? null : bytes(story);
    }

    @Override
    public Deserializer<CallStory> deserializer() {
        return (topic, bytes) -> bytes == null ? null : story(bytes);
    }

    private static byte[] bytes(CallStory story) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(story.callId());
            out.writeLong(story.updatedMillis());
            write(story.summary().map(SUMMARIES::encode).orElse(new byte[0]), out);
            out.writeInt(story.alerts().size());
            for (EmotionAlert alert : story.alerts()) {
                write(ALERTS.encode(alert), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(byte[] record, DataOutputStream out) throws IOException {
        out.writeInt(record.length);
        out.write(record);
    }

    private static CallStory story(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new SerializationException("story of version " + version + "; this knows " + VERSION);
            }
            String callId = in.readUTF();
            long updatedMillis = in.readLong();
            byte[] summary = in.readNBytes(in.readInt());
            List<EmotionAlert> alerts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                alerts.add(ALERTS.decode(in.readNBytes(in.readInt())));
            }
            Optional<CallSummary> told =
                    summary.length == 0 ? Optional.empty() : Optional.of(SUMMARIES.decode(summary));
            return new CallStory(callId, told, alerts, updatedMillis);
        } catch (IOException | UndecodableException e) {
            throw new SerializationException("not a call's story (" + bytes.length + " bytes)", e);
        }
    }
}
