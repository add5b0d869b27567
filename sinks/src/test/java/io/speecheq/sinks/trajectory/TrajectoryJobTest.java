package io.speecheq.sinks.trajectory;

import static org.assertj.core.api.Assertions.assertThat;

import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.record.ChannelClosed;
import io.speecheq.schemas.record.EmotionWindow;
import io.speecheq.schemas.record.TrajectoryStatus;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class TrajectoryJobTest {

    /** In a real cluster of one process: no fall-back to Kryo, records through the network between the operators. */
    @Test
    void aJobTellsTheFinalTrajectoryOfItsCall() throws Exception {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment job = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
        ScriptedCall script = ScriptedCall.random(new SplittableRandom(1), 300);
        var trajectories = EmotionsToTrajectories.of(
                job.fromData(script.windows(), new AvroTypeInfo<>(EmotionWindow.class)),
                job.fromData(List.of(script.end()), new AvroTypeInfo<>(ChannelClosed.class)),
                TrajectoryOptions.standard());
        List<CallTrajectory> ended = trajectories
                .rebalance()
                .filter(call -> call.getStatus() != TrajectoryStatus.ACTIVE)
                .executeAndCollect(10);

        assertThat(ended).containsExactly(script.told().revision());
    }
}
