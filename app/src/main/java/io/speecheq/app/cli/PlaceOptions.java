package io.speecheq.app.cli;

import io.speecheq.sinks.postgres.PostgresAddress;
import io.speecheq.sinks.postgres.PostgresFailedException;
import io.speecheq.sinks.postgres.PostgresRows;
import io.speecheq.sinks.postgres.PostgresTables;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where history is kept. */
final class PlaceOptions {

    @Nullable
    @Option(
            names = "--postgres",
            paramLabel = "URL",
            converter = AddressConverter.class,
            description = "The database: jdbc:postgresql://host:5432/database.")
    private PostgresAddress postgres;

    @Nullable
    @Option(names = "--parquet", paramLabel = "DIR", description = "The folder of Parquet files.")
    private Path parquet;

    /** User and password as PostgreSQL's own tools take them. */
    static final class AddressConverter implements ITypeConverter<PostgresAddress> {
        @Override
        public PostgresAddress convert(String text) {
            try {
                return PostgresAddress.parse(text, System.getenv());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The rows in the database, whose tables are made where they are not there. */
    Optional<PostgresRows> rows() throws PostgresFailedException {
        if (postgres == null) {
            return Optional.empty();
        }
        PostgresTables.migrate(postgres);
        return Optional.of(new PostgresRows(postgres));
    }

    Optional<Path> parquet() {
        return Optional.ofNullable(parquet);
    }
}
