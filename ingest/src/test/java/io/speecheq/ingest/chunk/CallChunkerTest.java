package io.speecheq.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.record.AudioChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CallChunkerTest {

    private static final Call CALL = new Call("call-1", Instant.EPOCH, Map.of());

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theChunksRebuildEverySixteenBitSample(long seed) throws Exception {
        Random random = new Random(seed);
        int channels = 1 + random.nextInt(4);
        int rateHz = new int[] {8_000, 11_025, 16_000, 44_100}[random.nextInt(4)];
        short[][] samples = new short[channels][random.nextInt(rateHz)];
        for (short[] channel : samples) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = (short) random.nextInt();
            }
        }
        Chunks chunks = cut(samples, rateHz, ChannelNames.standard().of(channels), random);
        for (int channel = 0; channel < channels; channel++) {
            String name = ChannelNames.standard().of(channels).get(channel).orElseThrow();
            short[] rebuilt = new short[samples[channel].length];
            ByteBuffer.wrap(chunks.joined(name, 2))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(rebuilt);
            assertThat(rebuilt).as("seed %d", seed).isEqualTo(samples[channel]);
            assertThat(chunks.of(name)).filteredOn(AudioChunk::getEndOfStream).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void channelsAreInterleavedInTheOrderOfTime(long seed) throws Exception {
        Random random = new Random(seed);
        Chunks chunks = cut(new short[3][9_000], 11_025, ChannelNames.standard().of(3), random);
        assertThat(chunks.all).hasSize(27);
        for (int i = 0; i < chunks.all.size(); i++) {
            AudioChunk chunk = chunks.all.get(i);
            assertThat(chunk.getChannel())
                    .isEqualTo(List.of("customer", "agent", "channel3").get(i % 3));
            assertThat(chunk.getStartSample()).isEqualTo(i / 3 * 11_025L / 10);
        }
    }

    @Test
    void aChannelLeftOutIsNotSent() throws Exception {
        short[][] samples = {{1, 2, 3}, {4, 5, 6}};
        Chunks chunks = cut(samples, 8_000, ChannelNames.parse("-,agent").of(2), new Random(1));
        assertThat(chunks.all).hasSize(1);
        assertThat(chunks.all.get(0).getChannel()).isEqualTo("agent");
        assertThat(chunks.joined("agent", 2)).isEqualTo(new byte[] {4, 0, 5, 0, 6, 0});
    }

    @Test
    void louderThanFullScaleIsClipped() throws Exception {
        Chunks chunks = new Chunks();
        CallChunker chunker = new CallChunker(CALL, ChannelNames.standard().of(1), 8_000);
        chunker.accept(new float[][] {{1f, 2.5f, -3f, Float.NaN}}, 4, chunks);
        chunker.flush(chunks);
        short[] sent = new short[4];
        ByteBuffer.wrap(chunks.joined("customer", 2))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(sent);
        assertThat(sent).containsExactly(32_767, 32_767, -32_768, 0);
    }

    @Test
    void aCallHasAChannel() {
        assertThatThrownBy(() -> new CallChunker(CALL, List.of(Optional.empty()), 8_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Chunks cut(short[][] samples, int rateHz, List<Optional<String>> names, Random random)
            throws Exception {
        Chunks chunks = new Chunks();
        CallChunker chunker = new CallChunker(CALL, names, rateHz);
        int at = 0;
        while (at < samples[0].length) {
            int step = Math.min(samples[0].length - at, 1 + random.nextInt(5_000));
            float[][] block = new float[samples.length][step + random.nextInt(3)];
            for (int channel = 0; channel < samples.length; channel++) {
                for (int i = 0; i < step; i++) {
                    block[channel][i] = samples[channel][at + i] / 32768f;
                }
            }
            chunker.accept(block, step, chunks);
            at += step;
        }
        chunker.flush(chunks);
        return chunks;
    }
}
