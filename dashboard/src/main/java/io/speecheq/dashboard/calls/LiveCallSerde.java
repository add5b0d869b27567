package io.speecheq.dashboard.calls;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * {@link LiveCall} as it lies in the store's changelog: versioned bytes. Version 1 had no ribbon and no heat; in 1 and 2 the
 * newest window was a whole record, with its call and channel, and its index within. Thread-safe.
 */
final class LiveCallSerde implements Serde<LiveCall> {

    private static final int VERSION = 3;
    private static final SpeechEqCodec<EmotionWindow> WINDOWS = SpeechEqCodec.of(EmotionWindow.class);

    @Override
    public Serializer<LiveCall> serializer() {
        return (topic, call) -> call == null ? null : bytes(call);
    }

    @Override
    public Deserializer<LiveCall> deserializer() {
        return (topic, bytes) -> bytes == null ? null : call(bytes);
    }

    private static byte[] bytes(LiveCall call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(call.callId());
            out.writeInt(call.channels().size());
            for (LiveChannel channel : call.channels()) {
                write(channel, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(LiveChannel channel, DataOutputStream out) throws IOException {
        out.writeUTF(channel.channel());
        out.writeLong(channel.callStart().toEpochMilli());
        out.writeUTF(channel.status().name());
        out.writeInt(channel.revision());
        out.writeLong(channel.durationMillis());
        out.writeLong(channel.updatedMillis());
        out.writeBoolean(channel.latest().isPresent());
        if (channel.latest().isPresent()) {
            write(channel.latest().get(), out);
        }
        out.writeInt(channel.ribbon().from());
        out.writeUTF(channel.ribbon().marks());
        out.writeFloat(channel.heat().value());
        out.writeLong(channel.heat().atMillis());
    }

    private static void write(EncodedWindow window, DataOutputStream out) throws IOException {
        byte[] record = new byte[window.bytes().remaining()];
        window.bytes().duplicate().get(record);
        out.writeInt(window.index());
        out.writeInt(record.length);
        out.write(record);
    }

    private static LiveCall call(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version < 1 || version > VERSION) {
                throw new SerializationException("live call of version " + version + "; this knows " + VERSION);
            }
            String callId = in.readUTF();
            List<LiveChannel> channels = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                channels.add(readChannel(in, version));
            }
            return new LiveCall(callId, channels);
        } catch (IOException | UndecodableException e) {
            throw new SerializationException("not a live call (" + bytes.length + " bytes)", e);
        }
    }

    private static LiveChannel readChannel(DataInputStream in, int version) throws IOException, UndecodableException {
        String name = in.readUTF();
        Instant callStart = Instant.ofEpochMilli(in.readLong());
        TrajectoryStatus status = TrajectoryStatus.valueOf(in.readUTF());
        int revision = in.readInt();
        long durationMillis = in.readLong();
        long updatedMillis = in.readLong();
        Optional<EncodedWindow> window = version < 3 ? readRecord(in) : readWindow(in);
        Ribbon ribbon = version == 1 ? Ribbon.EMPTY : new Ribbon(in.readInt(), in.readUTF());
        Heat heat = version == 1 ? Heat.NONE : new Heat(in.readFloat(), in.readLong());
        return new LiveChannel(name, callStart, status, revision, durationMillis, window, ribbon, heat, updatedMillis);
    }

    private static Optional<EncodedWindow> readWindow(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new EncodedWindow(in.readInt(), ByteBuffer.wrap(in.readNBytes(in.readInt()))))
                : Optional.empty();
    }

    private static Optional<EncodedWindow> readRecord(DataInputStream in) throws IOException, UndecodableException {
        byte[] record = in.readNBytes(in.readInt());
        return record.length == 0 ? Optional.empty() : Optional.of(EncodedWindow.of(WINDOWS.decode(record)));
    }
}
