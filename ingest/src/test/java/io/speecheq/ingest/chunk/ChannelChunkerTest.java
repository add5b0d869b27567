package io.speecheq.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.schemas.record.AudioChunk;
import io.speecheq.schemas.record.AudioEncoding;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelChunkerTest {

    private static final Instant START = Instant.parse("2024-05-01T10:00:00Z");
    private static final Call CALL = new Call("call-1", START, Map.of("language", "de"));

    private final Chunks chunks = new Chunks();

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyCuttingOfTheInputGivesTheSameChunks(long seed) throws Exception {
        Random random = new Random(seed);
        int rateHz = new int[] {8_000, 11_025, 16_000, 22_050, 44_100, 48_000}[random.nextInt(6)];
        PcmEncoding encoding = List.of(PcmEncoding.values()).get(random.nextInt(3));
        byte[] audio = new byte[random.nextInt(rateHz) * encoding.bytesPerSample()];
        random.nextBytes(audio);

        ChannelChunker chunker = new ChannelChunker(CALL, "customer", rateHz, encoding);
        int at = 0;
        while (at < audio.length) {
            int most = Math.min(audio.length - at, 1 + random.nextInt(6_000));
            int step = Math.max(1, most / encoding.bytesPerSample()) * encoding.bytesPerSample();
            chunker.accept(audio, at, at + step, chunks);
            at += step;
        }
        chunker.flush(chunks);

        Chunks whole = new Chunks();
        ChannelChunker once = new ChannelChunker(CALL, "customer", rateHz, encoding);
        once.accept(audio, 0, audio.length, whole);
        once.flush(whole);

        assertThat(chunks.joined("customer", encoding.bytesPerSample()))
                .as("seed %d", seed)
                .isEqualTo(audio);
        assertThat(chunks.all).as("seed %d", seed).isEqualTo(whole.all);
        assertThat(chunks.all.subList(0, chunks.all.size() - 1)).noneMatch(AudioChunk::getEndOfStream);
        assertThat(chunks.all.get(chunks.all.size() - 1).getEndOfStream()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 22_050, 44_100, 47_999})
    void chunksKeepStepWithTheClock(int rateHz) throws Exception {
        ChannelChunker chunker = new ChannelChunker(CALL, "customer", rateHz, PcmEncoding.PCMU);
        chunker.accept(new byte[3 * rateHz], 0, 3 * rateHz, chunks);
        assertThat(chunks.all).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(chunks.all.get(i).getStartSample()).isEqualTo((long) i * rateHz / 10);
        }
    }

    @Test
    void aChunkSaysWhatItHolds() throws Exception {
        end(new byte[2_000], 8_000);
        AudioChunk first = chunks.all.get(0);
        assertThat(first.getCallId()).isEqualTo("call-1");
        assertThat(first.getChannel()).isEqualTo("agent");
        assertThat(first.getCallStart()).isEqualTo(START);
        assertThat(first.getSampleRateHz()).isEqualTo(8_000);
        assertThat(first.getEncoding()).isEqualTo(AudioEncoding.PCM_S16LE);
        assertThat(first.getPayload().remaining()).isEqualTo(1_600);
    }

    @Test
    void theLastChunkEndsTheStream() throws Exception {
        end(new byte[2_000], 8_000);
        assertThat(chunks.all).extracting(AudioChunk::getEndOfStream).containsExactly(false, true);
        assertThat(chunks.all.get(1).getPayload().remaining()).isEqualTo(400);
    }

    @Test
    void audioThatFillsItsLastChunkIsEndedByAnEmptyOne() throws Exception {
        end(new byte[3_200], 8_000);
        AudioChunk last = chunks.all.get(2);
        assertThat(last.getEndOfStream()).isTrue();
        assertThat(last.getPayload().remaining()).isZero();
        assertThat(last.getStartSample()).isEqualTo(1_600);
    }

    @Test
    void aChannelWithoutAudioIsOneEmptyEnd() throws Exception {
        end(new byte[0], 8_000);
        assertThat(chunks.all).hasSize(1);
        assertThat(chunks.all.get(0).getEndOfStream()).isTrue();
        assertThat(chunks.all.get(0).getAttributes()).isEqualTo(Map.of("language", "de"));
    }

    @Test
    void attributesAreOnTheFirstChunk() throws Exception {
        end(new byte[5_000], 8_000);
        assertThat(chunks.all)
                .extracting(AudioChunk::getAttributes)
                .containsExactly(Map.of("language", "de"), Map.of(), Map.of(), Map.of());
    }

    @Test
    void consentIsOnEveryChunk() throws Exception {
        Call refused = new Call("call-2", START, Map.of(Call.CONSENT, "false", "language", "de"));
        ChannelChunker chunker = new ChannelChunker(refused, "agent", 8_000, PcmEncoding.PCMU);
        chunker.accept(new byte[2_000], 0, 2_000, chunks);
        chunker.flush(chunks);
        assertThat(chunks.all)
                .allMatch(chunk -> "false".equals(chunk.getAttributes().get(Call.CONSENT)));
        assertThat(chunks.all.get(1).getAttributes()).doesNotContainKey("language");
    }

    @Test
    void endingTwiceEndsOnce() throws Exception {
        ChannelChunker chunker = new ChannelChunker(CALL, "agent", 8_000, PcmEncoding.PCMU);
        chunker.flush(chunks);
        chunker.flush(chunks);
        assertThat(chunks.all).hasSize(1);
        assertThatThrownBy(() -> chunker.accept(new byte[1], 0, 1, chunks)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3_999, 192_001})
    void aRateNoCallHasIsAnError(int rateHz) {
        assertThatThrownBy(() -> new ChannelChunker(CALL, "agent", rateHz, PcmEncoding.PCMU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rateHz + " Hz");
    }

    @Test
    void halfASampleIsAnError() {
        ChannelChunker chunker = new ChannelChunker(CALL, "agent", 8_000, PcmEncoding.PCM_S16LE);
        assertThatThrownBy(() -> chunker.accept(new byte[3], 0, 3, chunks))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesHaveNoControlCharacters() {
        for (String name : List.of("", "a\nb", "x".repeat(257))) {
            assertThatThrownBy(() -> new Call(name, START, Map.of())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ChannelChunker(CALL, name, 8_000, PcmEncoding.PCMU))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void end(byte[] audio, int rateHz) throws IOException, InterruptedException {
        ChannelChunker chunker = new ChannelChunker(CALL, "agent", rateHz, PcmEncoding.PCM_S16LE);
        chunker.accept(audio, 0, audio.length, chunks);
        chunker.flush(chunks);
    }
}
