package io.speecheq.app.job;

import io.speecheq.streamfeatures.chunk.Octets;
import io.speecheq.streamfeatures.chunk.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records of the audio topic as they are: what cannot be understood is for the operators to put aside. */
final class AudioRecords implements KafkaRecordDeserializationSchema<RawRecord> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        List<RawRecord.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new RawRecord.Header(header.key(), octets(header.value())));
        }
        out.collect(new RawRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                octets(record.key()),
                octets(record.value()),
                headers));
    }

    private static Optional<Octets> octets(byte @Nullable [] bytes) {
        return bytes == null ? Optional.empty() : Optional.of(Octets.owning(bytes));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return RawRecord.TYPE;
    }
}
