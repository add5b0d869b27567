package io.speecheq.app.cli;

import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.recording.UnreadableRecording;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which channels a recording has, and when its call began. */
final class RecordingOptions {

    @Nullable
    @Option(
            names = "--channels",
            paramLabel = "NAME,…",
            converter = NamesConverter.class,
            description =
                    "What the recording's channels are called; - leaves one out. Default: customer,agent,channel3,…")
    private ChannelNames channels;

    @Nullable
    @Option(
            names = "--call-start",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "When the call began, such as 2026-05-04T09:30:00Z.")
    private Instant callStart;

    /** {@code customer,agent} and the like. */
    static final class NamesConverter implements ITypeConverter<ChannelNames> {
        @Override
        public ChannelNames convert(String text) {
            try {
                return ChannelNames.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** ISO-8601. */
    static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is no instant; write 2026-05-04T09:30:00Z");
            }
        }
    }

    ChannelNames names() {
        return channels == null ? ChannelNames.standard() : channels;
    }

    /** A part of a command line that may be wrong in some of its files: the good ones go on. */
    record Opened(List<RecordedCall> calls, int refused) {}

    /**
     * Opens the files; says what is wrong with those that cannot be used.
     *
     * @param ids gives each file its call id
     * @param stagger from one call's start to the next
     */
    Opened open(List<Path> files, Function<Path, String> ids, Instant usualStart, Duration stagger, Terminal terminal) {
        List<RecordedCall> calls = new ArrayList<>();
        int refused = 0;
        for (Path file : files) {
            try {
                Instant start = (callStart == null ? usualStart : callStart).plus(stagger.multipliedBy(calls.size()));
                calls.add(RecordedCall.of(file, ids.apply(file), start, names()));
            } catch (UnreadableRecording e) {
                terminal.problem(String.valueOf(e.getMessage()));
                refused++;
            }
        }
        return new Opened(calls, refused);
    }
}
