package io.speecheq.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.speecheq.app.lifetime.FileHold;
import io.speecheq.sinks.history.HistoryTable;
import io.speecheq.sinks.parquet.KeptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

    private static final Schema SCHEMA =
            SchemaBuilder.record("Row").fields().requiredString("callId").endRecord();
    private static final int ROUNDS = 10;
    private static final int RECORDS = 1_000;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void aFileOfThreeCalls() throws Exception {
        file = folder.resolve("emotion_window/day=2026-05-27/part-1-0.parquet");
        Files.createDirectories(file.getParent());
        write();
    }

    @Test
    void twoErasuresAtOnceEachTakeTheirCallOutOfOneFile() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                write();
                List<Callable<Object>> erasures = List.of(
                        () -> new ParquetRows(folder).erase("one"), () -> new ParquetRows(folder).erase("other"));
                for (Future<Object> erasure : threads.invokeAll(erasures)) {
                    erasure.get();
                }

                KeptFile kept = new KeptFile(file);
                assertThat(kept.holds("one"::equals)).as("one, round %d", round).isFalse();
                assertThat(kept.holds("other"::equals))
                        .as("other, round %d", round)
                        .isFalse();
                assertThat(kept.holds("stays"::equals)).as("round %d", round).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @SuppressWarnings("try") // the lock works by being held
    void whoTakesTooLongIsSaid() throws Exception {
        ParquetRows rows = new ParquetRows(folder, Duration.ZERO);
        try (FileHold other = FileHold.take(folder, "_erase_lock").orElseThrow()) {
            assertThatThrownBy(() -> rows.erase("one"))
                    .hasMessage("another erase or expire is at work in " + folder + ": try again once it has ended");
            assertThatThrownBy(() -> rows.expire(HistoryTable.all().get(0), Instant.MAX, Instant.EPOCH))
                    .isInstanceOf(HistoryFailedException.class);
        }
        assertThat(file).exists();
    }

    @Test
    void whatAKilledErasureLeftGoesWithTheNextThatTakesRecordsOut() throws Exception {
        Path left = file.resolveSibling(".part-0-7.parquet.erase");
        ParquetRows rows = new ParquetRows(folder);

        Files.writeString(left, "of other calls");
        rows.expire(HistoryTable.all().get(0), Instant.EPOCH, Instant.EPOCH);
        assertThat(left).doesNotExist();
        Files.writeString(left, "of other calls");
        rows.erase("one");
        assertThat(left).doesNotExist();
        assertThat(file).exists();
    }

    private void write() throws Exception {
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                .withSchema(SCHEMA)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build()) {
            for (int i = 0; i < RECORDS; i++) {
                for (String call : List.of("one", "other", "stays")) {
                    writer.write(
                            new GenericRecordBuilder(SCHEMA).set("callId", call).build());
                }
            }
        }
    }
}
