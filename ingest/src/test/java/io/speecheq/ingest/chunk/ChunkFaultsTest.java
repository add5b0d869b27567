package io.speecheq.ingest.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.schemas.record.AudioChunk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkFaultsTest {

    private static final int SECONDS = 60;

    @Test
    void withoutFaultsAllComesAsItWas() throws Exception {
        assertThat(sent(ChunkFaults.seeded(42))).isEqualTo(call());
    }

    @Test
    void theSameSeedMeetsTheSameFaultsAndAnotherDoesNot() throws Exception {
        ChunkFaults faults =
                ChunkFaults.seeded(42).drop(0.05).duplicate(0.02).reorder(3).delay(0.1, 20);
        assertThat(sent(faults)).isEqualTo(sent(faults));
        assertThat(sent(faults))
                .isNotEqualTo(sent(ChunkFaults.seeded(43)
                        .drop(0.05)
                        .duplicate(0.02)
                        .reorder(3)
                        .delay(0.1, 20)));
    }

    @Test
    void aShareIsDroppedButNeverAnEnd() throws Exception {
        List<AudioChunk> sent = sent(ChunkFaults.seeded(42).drop(0.05));
        assertThat(1 - (double) sent.size() / call().size()).isCloseTo(0.05, within(0.015));
        assertThat(sent(ChunkFaults.seeded(42).drop(1))).hasSize(2).allMatch(AudioChunk::getEndOfStream);
    }

    @Test
    void aShareIsSentTwice() throws Exception {
        List<AudioChunk> sent = sent(ChunkFaults.seeded(42).duplicate(0.1));
        assertThat((double) sent.size() / call().size() - 1).isCloseTo(0.1, within(0.02));
        assertThat(new HashSet<>(sent)).isEqualTo(new HashSet<>(call()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 17})
    void nothingMovesAcrossMoreChunksThanSaid(int most) throws Exception {
        for (int seed = 0; seed < 8; seed++) {
            List<AudioChunk> call = call();
            List<AudioChunk> sent = sent(ChunkFaults.seeded(seed).reorder(most));
            Map<String, Integer> places = places(sent);
            int farthest = 0;
            for (int was = 0; was < call.size(); was++) {
                farthest = Math.max(farthest, Math.abs(places.getOrDefault(name(call.get(was)), -1_000) - was));
            }
            assertThat(sent).hasSameSizeAs(call);
            assertThat(farthest).as("seed %d", seed).isBetween(most == 0 ? 0 : 1, most);
        }
    }

    @Test
    void aDelayedChunkComesThatManyChunksLater() throws Exception {
        List<AudioChunk> call = call();
        List<AudioChunk> sent = sent(ChunkFaults.seeded(42).delay(0.1, 20));
        Map<String, Integer> places = places(sent);
        int[] moved = new int[call.size()];
        for (int was = 0; was < moved.length; was++) {
            moved[was] = places.getOrDefault(name(call.get(was)), -1_000) - was;
        }
        assertThat((double) Arrays.stream(moved).filter(by -> by >= 15).count() / call.size())
                .isCloseTo(0.1, within(0.02));
        assertThat(Arrays.stream(moved).max()).hasValue(20);
    }

    @Test
    void theEndComesAfterAllOfItsChannel() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            List<AudioChunk> sent = sent(ChunkFaults.seeded(seed)
                    .drop(0.2)
                    .duplicate(0.3)
                    .reorder(10)
                    .delay(0.5, 30));
            for (String channel : List.of("customer", "agent")) {
                List<AudioChunk> ofChannel = sent.stream()
                        .filter(chunk -> chunk.getChannel().equals(channel))
                        .toList();
                int end = 0;
                while (!ofChannel.get(end).getEndOfStream()) {
                    end++;
                }
                assertThat(ofChannel.subList(end, ofChannel.size()))
                        .as("seed %d", seed)
                        .allMatch(AudioChunk::getEndOfStream);
            }
        }
    }

    @Test
    void theTailIsLostOnlyOnDemand() throws Exception {
        assertThat(sent(ChunkFaults.seeded(42).drop(1).tailMayBeLost())).isEmpty();
    }

    @Test
    void aDoubledChunkSharesNoBufferWithItsTwin() throws Exception {
        List<AudioChunk> sent = sent(ChunkFaults.seeded(42).duplicate(1));
        assertThat(sent.get(0)).isEqualTo(sent.get(1));
        assertThat(sent.get(0).getPayload()).isNotSameAs(sent.get(1).getPayload());
    }

    @Test
    void flushingGoesOnToTheTarget() throws Exception {
        Chunks chunks = new Chunks();
        ChunkFaults.seeded(1).over(chunks, "call").flush();
        assertThat(chunks.flushes).isEqualTo(1);
    }

    @Test
    void theOptionSaysTheSame() throws Exception {
        assertThat(sent(ChunkFaults.parse("seed=42, drop=0.05,duplicate=0.02,reorder=3,delay=0.1x20")))
                .isEqualTo(sent(ChunkFaults.seeded(42)
                        .drop(0.05)
                        .duplicate(0.02)
                        .reorder(3)
                        .delay(0.1, 20)));
        assertThat(sent(ChunkFaults.parse("drop=1,tail"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "drop",
                "drop=",
                "drop=2",
                "drop=-0.1",
                "drop=NaN",
                "reorder=-1",
                "reorder=1.5",
                "delay=0.1",
                "delay=x",
                "lose=1",
                "tail=1",
                "=tail",
                "seed=x",
                "drop=0.1,,"
            })
    void anOptionThatSaysNothingIsAnError(String text) {
        assertThatThrownBy(() -> ChunkFaults.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n")
                .hasMessageStartingWith("fault ");
    }

    private static Map<String, Integer> places(List<AudioChunk> sent) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < sent.size(); place++) {
            places.put(name(sent.get(place)), place);
        }
        return places;
    }

    private static String name(AudioChunk chunk) {
        return chunk.getChannel() + " " + chunk.getStartSample() + " " + chunk.getEndOfStream();
    }

    private static List<AudioChunk> call() throws Exception {
        Chunks chunks = new Chunks();
        play(chunks);
        return chunks.all;
    }

    private static List<AudioChunk> sent(ChunkFaults faults) throws Exception {
        Chunks chunks = new Chunks();
        ChunkTarget target = faults.over(chunks, "call-1");
        play(target);
        target.flush();
        return new ArrayList<>(chunks.all);
    }

    private static void play(ChunkTarget target) throws Exception {
        Call call = new Call("call-1", Instant.EPOCH, Map.of());
        CallChunker chunker = new CallChunker(call, ChannelNames.standard().of(2), 4_000);
        chunker.accept(new float[2][SECONDS * 4_000 - 100], SECONDS * 4_000 - 100, target);
        chunker.flush(target);
    }
}
