package io.speecheq.sinks.history;

import io.speecheq.schemas.codec.SpeechEqCodec;
import io.speecheq.schemas.codec.UndecodableException;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic's records for history. What cannot be read is counted, told in the log and passed over: it stays on its topic, and nothing waits for it. A
 * tombstone is passed over too: it makes Kafka forget, and history forgets by {@code erase} and {@code expire} alone.
 */
public final class HistoryRecords<T extends SpecificRecordBase> implements KafkaRecordDeserializationSchema<T> {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRecords.class);

    private final Class<T> type;
    private transient @Nullable SpeechEqCodec<T> codec;
    private transient Counter undecodable = new SimpleCounter();
    private transient Counter movedStarts = new SimpleCounter();

    private HistoryRecords(Class<T> type) {
        this.type = type;
    }

    public static <T extends SpecificRecordBase> HistoryRecords<T> of(HistoryTable<T> table) {
        return new HistoryRecords<>(table.type());
    }

    @Override
    public void open(InitializationContext context) {
        MetricGroup group = context.getMetricGroup().addGroup("speecheq");
        undecodable = group.counter("undecodableRecords");
        movedStarts = group.counter("movedStarts");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        if (record.value() == null) {
            return;
        }
        if (codec == null) {
            codec = SpeechEqCodec.of(type);
        }
        try {
            out.collect(storable(codec.decode(record.value())));
        } catch (UndecodableException e) {
            undecodable.inc();
            LOG.warn(
                    "history leaves out a record of {}, partition {}, offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    private T storable(T decoded) {
        Instant told = HistoryTable.callStart(decoded);
        Instant stored = StoredStart.of(told);
        if (!stored.equals(told)) {
            movedStarts.inc();
            decoded.put(decoded.getSchema().getField("callStart").pos(), stored);
        }
        return decoded;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return new AvroTypeInfo<>(type);
    }
}
