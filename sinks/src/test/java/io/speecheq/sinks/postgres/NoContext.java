package io.speecheq.sinks.postgres;

import org.apache.flink.api.connector.sink2.SinkWriter;

/** What a writer is told beside a record that has no time. */
enum NoContext implements SinkWriter.Context {
    INSTANCE;

    @Override
    public long currentWatermark() {
        return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
        return Long.MIN_VALUE;
    }
}
