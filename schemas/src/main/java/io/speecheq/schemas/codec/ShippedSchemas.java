package io.speecheq.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Every version of one record's schema that was ever shipped, oldest first: the resources {@code versions/<record>/1.avsc},
 * {@code 2.avsc} and so on. Immutable.
 */
final class ShippedSchemas implements SchemaStore {

    private static final String FOLDER = "/io/speecheq/schemas/versions/";

    private final List<Schema> versions;
    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    ShippedSchemas(List<Schema> versions) {
        this.versions = List.copyOf(versions);
        versions.forEach(version -> byFingerprint.put(SchemaNormalization.parsingFingerprint64(version), version));
    }

    /**
     * The versions of a record.
     *
     * @throws IllegalArgumentException when none was shipped
     */
    static ShippedSchemas of(String record) {
        List<Schema> versions = new ArrayList<>();
        for (Schema version = read(record, 1); version != null; version = read(record, versions.size() + 1)) {
            versions.add(version);
        }
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("no schema version of " + record + " was shipped");
        }
        return new ShippedSchemas(versions);
    }

    /** Oldest first. */
    List<Schema> versions() {
        return versions;
    }

    @Override
    public @Nullable Schema findByFingerprint(long fingerprint) {
        return byFingerprint.get(fingerprint);
    }

    private static @Nullable Schema read(String record, int version) {
        String path = FOLDER + record + "/" + version + ".avsc";
        try (InputStream resource = ShippedSchemas.class.getResourceAsStream(path)) {
            return resource == null ? null : new Schema.Parser().parse(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
