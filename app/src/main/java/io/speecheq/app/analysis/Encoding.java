package io.speecheq.app.analysis;

import io.speecheq.schemas.codec.SpeechEqCodec;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.java.tuple.Tuple2;

/** Records as outcomes of a run. */
final class Encoding<T extends SpecificRecord> extends RichMapFunction<T, Tuple2<String, byte[]>> {

    private final Outcome kind;
    private final Class<T> type;
    // Set by open, before any record.
    @SuppressWarnings("NullAway.Init")
    private transient SpeechEqCodec<T> codec;

    Encoding(Outcome kind, Class<T> type) {
        this.kind = kind;
        this.type = type;
    }

    @Override
    public void open(OpenContext context) {
        codec = SpeechEqCodec.of(type);
    }

    @Override
    public Tuple2<String, byte[]> map(T record) {
        return kind.of(codec.encode(record));
    }
}
