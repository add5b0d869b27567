package io.speecheq.app.cli;

import io.speecheq.app.replay.CallReplays.ReplayOptions;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.chunk.ChunkFaults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How recordings are replayed. */
final class ReplayArguments {

    private static final Duration STAGGER = Duration.ofSeconds(2);

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "1",
            converter = SpeedConverter.class,
            description =
                    "1 is real time, 2 twice as fast, 0 as fast as the broker takes it. Default: ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Nullable
    @Option(
            names = "--faults",
            paramLabel = "FAULT,…",
            converter = FaultsConverter.class,
            description = "What a bad network does, such as drop=0.05,duplicate=0.02,reorder=3,delay=0.1x20,seed=42.")
    private ChunkFaults faults;

    @Option(
            names = "--attribute",
            paramLabel = "KEY=VALUE",
            description = "What is known of the calls, such as consent=false or language=de; may be repeated.")
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** From 0. */
    static final class SpeedConverter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                double speed = Double.parseDouble(text);
                if (speed >= 0 && speed <= 1e6) {
                    return speed;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new TypeConversionException(
                    "'" + text + "' is no speed; write 1 for real time, 0 for as fast as possible");
        }
    }

    /** As {@link ChunkFaults#parse}. */
    static final class FaultsConverter implements ITypeConverter<ChunkFaults> {
        @Override
        public ChunkFaults convert(String text) {
            try {
                return ChunkFaults.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** From one call's begin to the next: 2 s of media time. */
    Duration stagger() {
        return speed == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(STAGGER.toMillis() / speed));
    }

    ReplayOptions with(ChannelNames names) {
        return new ReplayOptions(names, speed, stagger(), Optional.ofNullable(faults), attributes);
    }
}
