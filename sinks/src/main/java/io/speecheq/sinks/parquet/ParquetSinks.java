package io.speecheq.sinks.parquet;

import io.speecheq.sinks.history.HistorySinks;
import io.speecheq.sinks.history.HistoryTable;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * The tables as Parquet files, {@code FOLDER/table/day=2026-05-27/part-….parquet}. A file appears with the checkpoint that covers it and is never
 * changed by the job: each record that is read is in one file, once. What is not complete has a name that begins with a dot.
 */
public final class ParquetSinks implements HistorySinks {

    private final Path folder;

    public ParquetSinks(Path folder) {
        this.folder = folder;
    }

    @Override
    public <T extends SpecificRecordBase> void write(DataStream<T> records, HistoryTable<T> table) {
        records.filter(new KeptInFiles<>(folder))
                .name(table.name() + " to keep")
                .uid("keep-" + table.name())
                .sinkTo(sink(table))
                .name(table.name() + " files")
                .uid("files-" + table.name());
    }

    private <T extends SpecificRecordBase> FileSink<T> sink(HistoryTable<T> table) {
        return FileSink.forBulkFormat(
                        new Path(folder, table.name()), new ParquetWriterFactory<>(new ParquetWriters<>(table)))
                .withBucketAssigner(new DayFolders<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                        OutputFileConfig.builder().withPartSuffix(".parquet").build())
                .build();
    }
}
