package io.speecheq.app.cli;

import io.speecheq.app.analysis.AnalysisProgress;
import io.speecheq.app.analysis.CallReport;
import io.speecheq.app.analysis.RecordedCall;
import io.speecheq.app.analysis.RecordingAnalysis;
import io.speecheq.app.analysis.ReportCsv;
import io.speecheq.app.analysis.ReportJson;
import io.speecheq.app.job.JobConfiguration;
import io.speecheq.app.job.LocalCluster;
import io.speecheq.app.plot.TrajectoryPlot;
import io.speecheq.app.terminal.ReportTable;
import io.speecheq.app.terminal.Terminal;
import io.speecheq.inference.release.Release;
import io.speecheq.ingest.recording.CallNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code analyze}: recordings to a table, JSON, CSV and a plot. */
@Command(
        description = "Analyse recordings with the job's operators, without a broker.",
        footer = {
            "",
            "A call is named after its file. All formats are read: WAV and FLAC directly, others through ffmpeg.",
            "The same recording gives the same values as through the job.",
        })
final class AnalyzeCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Home home;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recordings.")
    private List<Path> files = List.of();

    @Nullable
    @Option(names = "--json", paramLabel = "OUT.json", description = "Write every window and trajectory as JSON.")
    private Path json;

    @Nullable
    @Option(names = "--csv", paramLabel = "OUT.csv", description = "Write every window as CSV.")
    private Path csv;

    @Nullable
    @Option(
            names = "--plot",
            paramLabel = "OUT.png",
            description =
                    "Draw emotion, intensity and voice over time: up to 12 calls a picture, more go to OUT-2.png, …")
    private Path plot;

    @Option(names = "--windows", description = "Print every window instead of the segments.")
    private boolean isByWindow;

    @Mixin
    private final RecordingOptions recordings = new RecordingOptions();

    @Mixin
    private final AnalysisOptions analysis = new AnalysisOptions();

    @Mixin
    private final ModelOption model = new ModelOption();

    AnalyzeCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        check(json, ".json");
        check(csv, ".csv");
        check(plot, ".png");
        Map<String, String> values = new HashMap<>(analysis.values());
        values.put("model", model.file(home).toString());
        JobConfiguration configuration = JobConfiguration.of(values);
        CallNames names = new CallNames("");
        RecordingOptions.Opened opened = recordings.open(files, names::of, Instant.EPOCH, Duration.ZERO, terminal);
        if (opened.calls().isEmpty()) {
            return Failures.FAILED;
        }
        Release release =
                Release.ofFile(model.file(home), configuration.operators().device());
        RecordingAnalysis.Result result = new RecordingAnalysis(
                        release, configuration.operators(), LocalCluster.usualParallelism())
                .run(opened.calls(), progress(opened.calls()));
        terminal.clearProgress();
        report(result.calls());
        result.warnings().forEach(terminal::problem);
        return opened.refused() + result.warnings().size() == 0 ? 0 : Failures.FAILED;
    }

    private void report(List<CallReport> calls) throws UserError {
        ReportTable table = new ReportTable(terminal, isByWindow);
        calls.forEach(table::print);
        try {
            if (json != null) {
                ReportJson.write(calls, json);
            }
            if (csv != null) {
                ReportCsv.write(calls, csv);
            }
            if (plot != null) {
                TrajectoryPlot.write(calls, plot).forEach(page -> terminal.note("Drawn: " + page));
            }
        } catch (IOException e) {
            throw new UserError("cannot write " + e.getMessage() + ": choose another place", e);
        }
    }

    private static void check(@Nullable Path file, String extension) throws UserError {
        if (file != null) {
            OutFile.check(file, extension);
        }
    }

    /** Told by one thread, the one that gathers. */
    private AnalysisProgress progress(List<RecordedCall> calls) {
        long totalMillis = calls.stream()
                .mapToLong(call ->
                        call.estimatedMillis().orElse(0) * call.namedChannels().size())
                .sum();
        Map<String, Long> reached = new HashMap<>();
        return (callId, channel, millis) -> {
            reached.put(callId + '\n' + channel, millis);
            long doneMillis =
                    reached.values().stream().mapToLong(Long::longValue).sum();
            double share = totalMillis == 0 ? 0 : Math.min(1, (double) doneMillis / totalMillis);
            terminal.progress("  " + terminal.bar(share, 30) + " " + Math.round(100 * share) + " %  "
                    + Terminal.clock(doneMillis) + " of audio");
        };
    }
}
