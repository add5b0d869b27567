package io.speecheq.app.cli;

import io.speecheq.acoustics.features.FeatureSpec;
import io.speecheq.acoustics.features.OnlineFbank;
import io.speecheq.acoustics.resample.Resampler;
import io.speecheq.app.npy.NpyWriter;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.ingest.chunk.ChannelNames;
import io.speecheq.ingest.recording.AudioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code features}: the log-mel features of one channel of a recording, as numpy reads them. */
@Command(
        description = "Write a channel's log-mel features as a numpy file: float32 [frames, 80].",
        footer = {
            "",
            "These are the features of training and serving alike: 16 kHz, 25 ms frames every 10 ms, 80 Slaney mel bands."
        })
final class FeaturesCommand implements Callable<Integer> {

    private final Terminal terminal;

    // Parameters are given by picocli before call.
    @SuppressWarnings("NullAway.Init")
    @Parameters(index = "0", paramLabel = "IN", description = "A recording.")
    private Path in;

    @SuppressWarnings("NullAway.Init")
    @Parameters(index = "1", paramLabel = "OUT.npy", description = "The file to write.")
    private Path out;

    @Option(
            names = "--channel",
            paramLabel = "NAME|NUMBER",
            defaultValue = "1",
            description = "The channel, by its name or its number from 1. Default: ${DEFAULT-VALUE}, the customer.")
    private String channel = "1";

    FeaturesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        OutFile.check(out, ".npy");
        try (AudioFile recording = AudioFile.open(in)) {
            int row = row(recording.channels());
            long frames = write(recording, row);
            Optional<String> warning = recording.warning();
            warning.ifPresent(terminal::problem);
            terminal.print(String.format(
                    Locale.ROOT,
                    "%s: %d frames of %d bands",
                    out,
                    frames,
                    FeatureSpec.standard().bands()));
            return warning.isEmpty() ? 0 : Failures.FAILED;
        }
    }

    private long write(AudioFile recording, int row) throws IOException {
        FeatureSpec spec = FeatureSpec.standard();
        Resampler resampler = Resampler.of(recording.sampleRateHz(), spec.sampleRateHz());
        OnlineFbank fbank = new OnlineFbank(spec);
        try (NpyWriter npy = new NpyWriter(out, spec.bands())) {
            float[][] block = new float[recording.channels()][recording.sampleRateHz()];
            for (int read = recording.read(block); read >= 0; read = recording.read(block)) {
                accept(resampler.accept(Arrays.copyOf(block[row], read)), fbank, npy);
            }
            accept(resampler.flush(), fbank, npy);
            return npy.rows();
        }
    }

    private static void accept(float[] samples, OnlineFbank fbank, NpyWriter npy) throws IOException {
        try {
            fbank.accept(samples, 0, samples.length, frame -> writeRow(npy, frame));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void writeRow(NpyWriter npy, float[] frame) {
        try {
            npy.writeRow(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int row(int channels) throws UserError {
        List<String> names = ChannelNames.standard().of(channels).stream()
                .flatMap(Optional::stream)
                .toList();
        int row = channel.matches("\\d{1,4}") ? Integer.parseInt(channel) - 1 : names.indexOf(channel);
        if (row < 0 || row >= channels) {
            throw new UserError(in + " has no channel " + channel + ": it has "
                    + names.stream().collect(Collectors.joining(", ")) + " (1 to " + channels + ")");
        }
        return row;
    }
}
