package io.speecheq.app.job;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.AlertRules;
import io.speecheq.schemas.topic.Topics;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job's view of the alert rules topic: all of it, from its beginning, whenever the job starts without state. */
final class RulesTopic {

    private final JobConfiguration configuration;

    RulesTopic(JobConfiguration configuration) {
        this.configuration = configuration;
    }

    /** What the topic says, in its order: it has one partition. */
    DataStream<AlertRules> rules(StreamExecutionEnvironment environment) {
        return environment
                .fromSource(
                        source(),
                        WatermarkStrategy.noWatermarks(),
                        "alert rules topic",
                        new AvroTypeInfo<>(AlertRules.class))
                .uid("alert-rules-topic")
                .setParallelism(1);
    }

    private KafkaSource<AlertRules> source() {
        Properties consumer = new Properties();
        consumer.putAll(configuration.connection());
        consumer.setProperty("isolation.level", "read_committed");
        // Where it goes on is in the state; a start without state reads everything.
        consumer.setProperty("commit.offsets.on.checkpoint", "false");
        return KafkaSource.<AlertRules>builder()
                .setProperties(consumer)
                .setGroupId(configuration.jobName() + "-alert-rules")
                .setClientIdPrefix(configuration.jobName() + "-alert-rules")
                .setTopics(Topics.ALERT_RULES.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RulesRecords())
                .build();
    }

    /** Records of the topic; what is none of ours is passed over, with a line in the log. */
    private static final class RulesRecords implements KafkaRecordDeserializationSchema<AlertRules> {

        private static final long serialVersionUID = 1L;
        private static final Logger LOG = LoggerFactory.getLogger(RulesRecords.class);

        private transient @Nullable SpeechEqCodec<AlertRules> codec;

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            codec = SpeechEqCodec.of(AlertRules.class);
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AlertRules> out) {
            if (record.value() == null || codec == null) {
                return;
            }
            try {
                out.collect(codec.decode(record.value()));
            } catch (UndecodableException e) {
                LOG.warn("offset {} of {} holds no alert rules: {}", record.offset(), record.topic(), e.getMessage());
            }
        }

        @Override
        public TypeInformation<AlertRules> getProducedType() {
            return new AvroTypeInfo<>(AlertRules.class);
        }
    }
}
