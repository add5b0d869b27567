package io.speecheq.sinks.kafka;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.record.CallTrajectory;
import io.speecheq.schemas.topic.PartitionByCall;
import io.speecheq.schemas.topic.TrajectoryKey;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Trajectories as records: the key is call and channel, as compaction needs; the partition is that of the call alone, so
 * that a call shares one partition number on every topic.
 */
final class TrajectoryRecords implements KafkaRecordSerializationSchema<CallTrajectory> {

    private final String topic;
    private final WallClock clock;
    private transient @Nullable SpeechEqCodec<CallTrajectory> codec;

    TrajectoryRecords(String topic, WallClock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SpeechEqCodec.of(CallTrajectory.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            CallTrajectory trajectory, KafkaSinkContext context, @Nullable Long timestamp) {
        if (codec == null) {
            codec = SpeechEqCodec.of(CallTrajectory.class);
        }
        String callId = trajectory.getCallId();
        byte[] key = new TrajectoryKey(callId, trajectory.getChannel()).bytes();
        int partition = PartitionByCall.of(callId, context.getPartitionsForTopic(topic).length);
        return new ProducerRecord<>(topic, partition, null, key, codec.encode(trajectory), WriteTime.header(clock));
    }
}
