package io.speecheq.sinks.parquet;

import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Records that files shall hold: final ones, of calls that were not erased. */
final class KeptInFiles<T extends SpecificRecordBase> implements FilterFunction<T> {

    private final String folder;
    private transient @Nullable ErasedCalls erased;

    KeptInFiles(Path folder) {
        this.folder = folder.toString();
    }

    @Override
    public boolean filter(T record) throws IOException {
        if (erased == null) {
            erased = new ErasedCalls(new Path(folder), Clock.systemUTC());
        }
        return HistoryTable.isFinal(record) && !erased.contain(HistoryTable.callId(record));
    }
}
