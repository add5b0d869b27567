package io.speecheq.sinks.postgres;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A table as a sink: at least once, and since every statement is an {@link Upsert}, once is what is seen. */
record UpsertSink<T extends SpecificRecordBase>(PostgresAddress address, Upsert<T> upsert) implements Sink<T> {

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new UpsertWriter<>(address, upsert, context.getProcessingTimeService(), context.metricGroup());
    }
}
