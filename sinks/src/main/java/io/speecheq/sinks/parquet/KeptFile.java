package io.speecheq.sinks.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/** A complete Parquet file on this machine, out of which the records of calls can be taken. */
public final class KeptFile {

    private static final Schema CALL_ID =
            SchemaBuilder.record("CallId").fields().requiredString("callId").endRecord();

    /** How the name of what is left of a file ends until it takes that file's place. */
    public static final String HALF_ERASED = ".erase";

    private final Path file;

    public KeptFile(Path file) {
        this.file = file;
    }

    /** Whether a record is of such a call; reads that column alone. */
    public boolean holds(Predicate<String> callIds) throws IOException {
        HadoopParquetConfiguration settings = new HadoopParquetConfiguration(new Configuration(false));
        AvroReadSupport.setRequestedProjection(settings.getConfiguration(), CALL_ID);
        AvroReadSupport.setAvroReadSchema(settings.getConfiguration(), CALL_ID);
        try (ParquetReader<GenericRecord> records = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), settings)
                .withDataModel(GenericData.get())
                .build()) {
            for (GenericRecord record = records.read(); record != null; record = records.read()) {
                if (callIds.test(record.get("callId").toString())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Puts a file without the records of such calls in this one's place, at once, with the columns and the time of this one; none where nothing is
     * left.
     *
     * @return how many records it lost
     */
    public int remove(Predicate<String> callIds) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Path rest = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + HALF_ERASED);
        try {
            Copy copy = new Copy(rest, callIds);
            copy(copy);
            if (copy.removed > 0 && copy.kept == 0) {
                Files.deleteIfExists(file);
            } else if (copy.removed > 0) {
                Files.setLastModifiedTime(rest, modified);
                Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return copy.removed;
        } finally {
            Files.deleteIfExists(rest);
        }
    }

    private void copy(Copy copy) throws IOException {
        try (ParquetReader<GenericRecord> records = AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file))
                        .withDataModel(GenericData.get())
                        .build();
                copy) {
            for (GenericRecord record = records.read(); record != null; record = records.read()) {
                copy.accept(record);
            }
        }
    }

    /** The records that stay, into another file. */
    private static final class Copy implements AutoCloseable {

        private final Path target;
        private final Predicate<String> callIds;
        private @Nullable ParquetWriter<GenericRecord> writer;
        private int kept;
        private int removed;

        Copy(Path target, Predicate<String> callIds) {
            this.target = target;
            this.callIds = callIds;
        }

        void accept(GenericRecord record) throws IOException {
            if (callIds.test(record.get("callId").toString())) {
                removed++;
                return;
            }
            if (writer == null) {
                writer = ParquetWriters.settings(AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(target))
                                .withSchema(record.getSchema())
                                .withDataModel(GenericData.get()))
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .build();
            }
            writer.write(record);
            kept++;
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }
}
