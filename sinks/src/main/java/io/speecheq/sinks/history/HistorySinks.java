package io.speecheq.sinks.history;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A place where history is kept. */
public interface HistorySinks {

    /** Writes the records of a table there. */
    <T extends SpecificRecordBase> void write(DataStream<T> records, HistoryTable<T> table);
}
