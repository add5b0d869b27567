package io.speecheq.ingest.chunk;

import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Cuts one channel's samples, however they come, into chunks of 100 ms: chunk k covers the samples [k·rate/10, (k+1)·rate/10),
 * rounded down, so that chunks never drift from the clock (1102 and 1103 samples in turn at 11,025 Hz). A chunk leaves as soon
 * as it is full; {@link #flush} sends what is left, or an empty chunk, as the end of the stream.
 *
 * <p>The first chunk carries the call's attributes. A {@code consent} attribute is on every chunk: whether a call may be
 * analysed must not depend on the arrival of one message. Owned by one thread.
 */
public final class ChannelChunker {

    /** Chunks in a second of audio. */
    public static final int CHUNKS_PER_SECOND = 10;

    private static final int LOWEST_RATE_HZ = 4_000;
    private static final int HIGHEST_RATE_HZ = 192_000;

    private final Call call;
    private final String channel;
    private final int sampleRateHz;
    private final PcmEncoding encoding;
    private final Map<String, String> everyChunk;
    private final byte[] pending;

    private long chunkIndex;
    private long startSample;
    private int pendingSamples;
    private boolean isEnded;

    public ChannelChunker(Call call, String channel, int sampleRateHz, PcmEncoding encoding) {
        Call.checkName("channel name", channel);
        if (sampleRateHz < LOWEST_RATE_HZ || sampleRateHz > HIGHEST_RATE_HZ) {
            throw new IllegalArgumentException("sample rate " + sampleRateHz + " Hz is not within " + LOWEST_RATE_HZ
                    + ".." + HIGHEST_RATE_HZ + " Hz");
        }
        this.call = call;
        this.channel = channel;
        this.sampleRateHz = sampleRateHz;
        this.encoding = encoding;
        String consent = call.attributes().get(Call.CONSENT);
        this.everyChunk = consent == null ? Map.of() : Map.of(Call.CONSENT, consent);
        this.pending = new byte[(sampleRateHz / CHUNKS_PER_SECOND + 1) * encoding.bytesPerSample()];
    }

    /** Samples still missing from the chunk that is being filled, at least 1. */
    public int missingSamples() {
        return (int) (boundary(chunkIndex + 1) - startSample) - pendingSamples;
    }

    /** Takes the whole samples in {@code bytes[from..to)}, which follow those that came before. */
    public void accept(byte[] bytes, int from, int to, ChunkTarget target) throws IOException, InterruptedException {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (isEnded) {
            throw new IllegalStateException("channel " + channel + " of " + call.callId() + " has ended");
        }
        int left = encoding.samplesIn(to - from);
        int at = from;
        while (left > 0) {
            int taken = Math.min(left, missingSamples());
            int takenBytes = taken * encoding.bytesPerSample();
            System.arraycopy(bytes, at, pending, pendingSamples * encoding.bytesPerSample(), takenBytes);
            pendingSamples += taken;
            at += takenBytes;
            left -= taken;
            if (missingSamples() == 0) {
                emit(false, target);
            }
        }
    }

    /** Ends the channel, once: its last chunk says so. */
    public void flush(ChunkTarget target) throws IOException, InterruptedException {
        if (!isEnded) {
            isEnded = true;
            emit(true, target);
        }
    }

    private void emit(boolean isEnd, ChunkTarget target) throws IOException, InterruptedException {
        byte[] payload = Arrays.copyOf(pending, pendingSamples * encoding.bytesPerSample());
        AudioChunk chunk = AudioChunk.newBuilder()
                .setCallId(call.callId())
                .setChannel(channel)
                .setCallStart(call.callStart())
                .setStartSample(startSample)
                .setSampleRateHz(sampleRateHz)
                .setEncoding(wireEncoding())
                .setPayload(ByteBuffer.wrap(payload))
                .setEndOfStream(isEnd)
                .setAttributes(chunkIndex == 0 ? call.attributes() : everyChunk)
                .build();
        startSample += pendingSamples;
        pendingSamples = 0;
        chunkIndex++;
        target.accept(chunk);
    }

    private long boundary(long index) {
        return index * sampleRateHz / CHUNKS_PER_SECOND;
    }

    private AudioEncoding wireEncoding() {
        return switch (encoding) {
            case PCM_S16LE -> AudioEncoding.PCM_S16LE;
            case PCMU -> AudioEncoding.PCMU;
            case PCMA -> AudioEncoding.PCMA;
        };
    }
}
