package io.speecheq.streamfeatures.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.speecheq.acoustics.pcm.PcmEncoding;
import io.speecheq.streamfeatures.chunk.Chunk;
import io.speecheq.streamfeatures.chunk.Octets;
import io.speecheq.streamfeatures.window.FeatureWindow;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state's bytes: bounded, exact, and readable for ever. */
class ChannelStateTest {

    private static final int NEWEST = 2;

    @ParameterizedTest
    @ValueSource(ints = {1, NEWEST})
    void everyFormatStillRestoresAndGoesOn(int format) throws Exception {
        OnlineChannel channel = StateBytes.restore(golden(format));

        Collected collected = new Collected();
        goldenChunks().subList(37, 60).forEach(chunk -> channel.accept(chunk, collected));

        List<FeatureWindow> whole = Collected.from(goldenChunks()).windows;
        assertThat(channel.isEnded()).isTrue();
        assertThat(collected.losses).isEmpty();
        assertThat(collected.windows).hasSize(3);
        for (int k = 0; k < 3; k++) {
            FeatureWindow window = collected.windows.get(k);
            FeatureWindow expected = whole.get(k + 1);
            assertThat(window.index()).isEqualTo(k + 1);
            assertThat(window.speechRatio()).isEqualTo(expected.speechRatio());
            assertThat(window.levelDbfs()).isCloseTo(expected.levelDbfs(), within(1e-4f));
            // Another processor's logarithm may differ in the last bit.
            assertThat(window.frames().toArray())
                    .containsExactly(expected.frames().toArray(), within(1e-4f));
        }
    }

    @Test
    void theNewestFormatIsStillWhatIsWritten() throws Exception {
        assertThat(StateBytes.of(StateBytes.restore(golden(NEWEST)))).isEqualTo(golden(NEWEST));
    }

    @Test
    void aRestoredChannelKnowsFromWhereConsentWasGiven() throws Exception {
        OnlineChannel channel = StateBytes.restore(golden(NEWEST));

        Collected collected = new Collected();
        goldenChunks().subList(37, 60).forEach(chunk -> channel.accept(chunk, collected));

        assertThat(collected.windows).extracting(FeatureWindow::consent).containsExactly(false, true, true);
    }

    @Test
    void aStateOfANewerFormatIsRefused() throws Exception {
        byte[] bytes = StateBytes.of(goldenChannel());
        bytes[0] = NEWEST + 1;

        assertThatThrownBy(() -> StateBytes.restore(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reads formats 1 to 2, this is 3");
    }

    @Test
    void aStateOfOtherFeaturesIsRefused() throws Exception {
        byte[] bytes = StateBytes.of(goldenChannel());
        bytes[4] ^= 1;

        assertThatThrownBy(() -> StateBytes.restore(bytes)).hasMessageContaining("let the old job drain");
    }

    @Test
    void aLongSilenceKeepsTheStateBounded() throws Exception {
        OnlineChannel channel = new OnlineChannel(RecordedChannel.ID, ChannelLimits.of(ChannelOptions.standard()));
        Collected collected = new Collected();
        Chunk model = RecordedChannel.of(1, 8_000, 8).chunk(0, 8, false);
        int largest = 0;
        for (int second = 0; second < 300; second++) {
            channel.accept(zeros(model, second * 8_000L, 8_000), collected);
            largest = Math.max(largest, StateBytes.of(channel).length);
        }
        long tenHours = 36_000;
        channel.accept(zeros(model, tenHours * 8_000, 8_000 * 3), collected);

        for (int second = 0; second < 10; second++) {
            channel.accept(zeros(model, (tenHours + 3 + second) * 8_000, 8_000), collected);
            largest = Math.max(largest, StateBytes.of(channel).length);
        }

        assertThat(largest).isLessThan(110_000);
        assertThat(collected.windows).hasSizeBetween(36_010, 36_012);
        assertThat(collected.losses).containsExactly((tenHours - 300) * 1_000);
    }

    private static Chunk zeros(Chunk model, long startSample, int samples) {
        return new Chunk(
                model.id(),
                startSample,
                8_000,
                PcmEncoding.PCM_S16LE,
                Octets.owning(new byte[2 * samples]),
                false,
                model.consent());
    }

    /** A channel in the middle of its second window, with consent from 2 s on, and a gap and a chunk behind it. */
    static OnlineChannel goldenChannel() {
        OnlineChannel channel = new OnlineChannel(RecordedChannel.ID, ChannelLimits.of(ChannelOptions.standard()));
        List<Chunk> chunks = goldenChunks();
        Collected ignored = new Collected();
        channel.accept(Stated.refused(chunks.get(0)), ignored);
        chunks.subList(1, 20).forEach(chunk -> channel.accept(chunk, ignored));
        channel.accept(Stated.given(chunks.get(20)), ignored);
        chunks.subList(21, 37).forEach(chunk -> channel.accept(chunk, ignored));
        channel.accept(chunks.get(40), ignored);
        return channel;
    }

    private static List<Chunk> goldenChunks() {
        return RecordedChannel.ofMillis(20_261, 8_000, 6_000)
                .as(PcmEncoding.PCMU)
                .chunks();
    }

    private static byte[] golden(int format) throws IOException {
        String name = "/golden/channel-state-v" + format + "/state.bin";
        try (InputStream resource = ChannelStateTest.class.getResourceAsStream(name)) {
            assertThat(resource).as("%s", name).isNotNull();
            return resource.readAllBytes();
        }
    }
}
