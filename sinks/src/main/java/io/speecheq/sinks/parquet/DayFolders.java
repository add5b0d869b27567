package io.speecheq.sinks.parquet;

import io.speecheq.sinks.history.HistoryTable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Puts a record into the folder of its call's day. */
final class DayFolders<T extends SpecificRecordBase> implements BucketAssigner<T, String> {

    @Override
    public String getBucketId(T record, Context context) {
        return CallDay.of(HistoryTable.callStart(record)).folder();
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
