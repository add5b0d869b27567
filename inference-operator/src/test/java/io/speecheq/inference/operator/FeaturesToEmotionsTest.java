package io.speecheq.inference.operator;

import static io.speecheq.inference.window.WindowFixture.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.speecheq.inference.model.ModelRefused;
import io.speecheq.inference.model.TinyNetwork;
import io.speecheq.inference.release.Release;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.NotAssessed;
import io.speecheq.streamfeatures.window.FeatureWindow;
import io.speecheq.streamfeatures.window.FeatureWindowType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesToEmotionsTest {

    @TempDir
    static Path folder;

    private static Release release;

    @BeforeAll
    static void releaseANetwork() throws ModelRefused {
        release = Release.ofFile(TinyNetwork.seeded(1).write(folder.resolve("tiny.onnx")));
    }

    @Test
    void everyWindowGivesOneEventInOrderHoweverFlinkMovesThem() throws Exception {
        List<EmotionWindow> chained = run(true);
        List<EmotionWindow> serialized = run(false);

        assertThat(chained)
                .extracting(EmotionWindow::getChannel, EmotionWindow::getIndex)
                .containsExactlyElementsOf(conversation().stream()
                        .map(window -> tuple(window.channel(), window.index()))
                        .toList());
        assertThat(chained)
                .allMatch(event -> event.getChannel().equals("agent")
                        ? event.getNotAssessed() == NotAssessed.CHANNEL_NOT_ANALYSED
                        : event.getEmotion() != null);
        assertThat(serialized).isEqualTo(chained);
    }

    private static List<FeatureWindow> conversation() {
        List<FeatureWindow> windows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            windows.add(window(i).build());
            windows.add(window(i).of("call-1", "agent").build());
        }
        return windows;
    }

    /** With object reuse and one chain, as the job runs; or else with a copy and a serialization at every step. */
    private static List<EmotionWindow> run(boolean chained) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, chained);
        configuration.set(PipelineOptions.OPERATOR_CHAINING, chained);
        StreamExecutionEnvironment flink = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        DataStream<FeatureWindow> source = flink.fromData(conversation(), FeatureWindowType.type());
        return FeaturesToEmotions.of(release)
                .apply(source)
                .executeAndCollect(conversation().size() + 1);
    }
}
