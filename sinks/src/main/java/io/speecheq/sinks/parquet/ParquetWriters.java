package io.speecheq.sinks.parquet;

import io.speecheq.schemas.codec.RecordTrust;
import io.speecheq.sinks.history.HistoryTable;
import java.io.IOException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.formats.parquet.ParquetBuilder;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Writers of records as they are: the columns of a file are the fields of the record. Row groups are small, since a replay of many days has a file open
 * for each of them.
 */
final class ParquetWriters<T extends SpecificRecordBase> implements ParquetBuilder<T> {

    private static final long ROW_GROUP_BYTES = 16L << 20;
    private static final int PAGE_BYTES = 256 << 10;

    private final Class<T> type;

    ParquetWriters(HistoryTable<T> table) {
        this.type = table.type();
    }

    @Override
    public ParquetWriter<T> createWriter(OutputFile file) throws IOException {
        RecordTrust.grant();
        // The record's own model knows how its times are numbers.
        SpecificData model = SpecificData.getForClass(type);
        return settings(AvroParquetWriter.<T>builder(file)
                        .withSchema(model.getSchema(type))
                        .withDataModel(model))
                .build();
    }

    /** What all of our files have in common. */
    static <T> AvroParquetWriter.Builder<T> settings(AvroParquetWriter.Builder<T> file) {
        return file.withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false");
    }
}
