package io.speecheq.app.job;

import io.speecheq.inference.release.ReleaseOffer;
import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import io.speecheq.schemas.record.ModelRelease;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of the models topic as offers; what cannot be read is said and passed over, as is what was deleted. */
final class ReleaseRecords implements KafkaRecordDeserializationSchema<ReleaseOffer> {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseRecords.class);

    private transient @Nullable SpeechEqCodec<ModelRelease> codec;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ReleaseOffer> out) {
        if (record.value() == null) {
            return;
        }
        if (codec == null) {
            codec = SpeechEqCodec.of(ModelRelease.class);
        }
        try {
            ModelRelease release = codec.decode(record.value());
            out.collect(new ReleaseOffer(
                    release.getName(),
                    release.getVersion(),
                    release.getUri(),
                    release.getSha256(),
                    release.getRole(),
                    release.getShare(),
                    record.timestamp()));
        } catch (UndecodableException e) {
            LOG.warn("Record {} of {} is no release: {}", record.offset(), record.topic(), e.getMessage());
        }
    }

    @Override
    public TypeInformation<ReleaseOffer> getProducedType() {
        return ReleaseOffer.type();
    }
}
