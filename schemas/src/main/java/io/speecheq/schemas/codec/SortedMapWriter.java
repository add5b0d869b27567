package io.speecheq.schemas.codec;

import java.util.Comparator;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes maps in the order of their keys, so that equal records give equal bytes whatever map they hold. */
final class SortedMapWriter<T> extends SpecificDatumWriter<T> {

    SortedMapWriter(Schema schema, SpecificData model) {
        super(schema, model);
    }

    @Override
    protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
        return ((Map<?, ?>) map)
                .entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                        .map(entry -> Map.<Object, Object>entry(entry.getKey(), entry.getValue()))
                        .toList();
    }
}
