package io.speecheq.app.query;

import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The type that DuckDB gives a field's column in a Parquet file: what a table has before there is a file. */
final class DuckType {

    private DuckType() {}

    static String of(Schema schema) {
        return switch (schema.getType()) {
            case UNION ->
                of(schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow());
            case RECORD ->
                schema.getFields().stream()
                        .map(field -> '"' + field.name() + "\" " + of(field.schema()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            case ARRAY -> of(schema.getElementType()) + "[]";
            case STRING, ENUM -> "VARCHAR";
            case INT -> "INTEGER";
            case LONG ->
                schema.getLogicalType() == LogicalTypes.timestampMillis()
                                || "timestamp-millis".equals(schema.getProp("logicalType"))
                        ? "TIMESTAMP WITH TIME ZONE"
                        : "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case BYTES -> "BLOB";
            case MAP, FIXED, NULL -> throw new IllegalArgumentException("no history record has a " + schema.getType());
        };
    }
}
