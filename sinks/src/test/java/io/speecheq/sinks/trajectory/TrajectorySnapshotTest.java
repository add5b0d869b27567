package io.speecheq.sinks.trajectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.schemas.codec.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectorySnapshotTest {

    /** The channel behind the golden files: 200 windows at random, the last 20 of them held, and closed. */
    static ChannelTrajectory goldenChannel() {
        ScriptedCall script = ScriptedCall.random(new SplittableRandom(20_260_301), 200);
        TrajectoryBuilder builder = ScriptedCall.builder();
        int missing = script.windows().size() - 21;
        for (int i = 0; i < script.windows().size(); i++) {
            if (i != missing) {
                builder.accept(script.windows().get(i));
            }
        }
        builder.close(script.end());
        ChannelTrajectory channel = new ChannelTrajectory(builder);
        channel.told(1_234);
        channel.giveUpAt(5_678);
        return channel;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stateOfEveryVersionStillRestores(int version) throws Exception {
        byte[] state = golden(version, "state.bin");
        ChannelTrajectory channel = ChannelTrajectory.readFrom(new DataInputDeserializer(state));

        assertThat(RecordJson.text(channel.builder().revision()))
                .isEqualTo(new String(golden(version, "revision.json"), StandardCharsets.UTF_8).strip());
        assertThat(channel.nextRevisionMillis()).isEqualTo(1_234);
        assertThat(channel.giveUpMillis()).isEqualTo(5_678);
        assertThat(channel.hasNews()).isFalse();
    }

    @Test
    void whatIsWrittenTodayIsTheNewestVersion() throws Exception {
        DataOutputSerializer bytes = new DataOutputSerializer(1024);
        goldenChannel().writeTo(bytes);

        assertThat(bytes.getCopyOfBuffer()).isEqualTo(golden(2, "state.bin"));
    }

    @Test
    void bytesThatAreNoSnapshotAreRefused() {
        byte[] whole = ScriptedCall.builder().snapshot().toBytes();
        byte[] later = whole.clone();
        later[0] = 99;

        assertThatThrownBy(() -> TrajectoryBuilder.restore(TrajectorySnapshot.ofBytes(later)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
        assertThatThrownBy(() ->
                        TrajectoryBuilder.restore(TrajectorySnapshot.ofBytes(Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCopyOfTheStateIsIndependentOfIt() {
        ChannelTrajectory original = goldenChannel();
        TrajectorySnapshot before = original.builder().snapshot();
        ChannelTrajectory copy = ChannelTrajectorySerializer.INSTANCE.copy(original);
        assertThat(copy.builder().snapshot()).isEqualTo(before);
        copy.builder().giveUpMissing();

        assertThat(original.builder().snapshot()).isEqualTo(before);
    }

    private static byte[] golden(int version, String name) throws IOException {
        String path = "/golden/trajectory-state-v" + version + "/" + name;
        try (InputStream resource = TrajectorySnapshotTest.class.getResourceAsStream(path)) {
            assertThat(resource).as(path).isNotNull();
            return resource.readAllBytes();
        }
    }
}
