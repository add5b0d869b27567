package io.speecheq.trainer.cli;

import io.speecheq.trainer.corpus.CorpusException;
import io.speecheq.trainer.corpus.UnifiedDataset;
import io.speecheq.trainer.export.Precision;
import io.speecheq.trainer.export.RunExport;
import io.speecheq.trainer.features.AnalysedClip;
import io.speecheq.trainer.training.Checkpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes a checkpoint's best network as an ONNX file. */
@Command(
        name = "export",
        description = {
            "Writes a checkpoint's best network as an ONNX file, proven equal in ONNX Runtime, and its card as Markdown beside it.",
            "With the data folders, the card tells the results on the test speakers."
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataFolders data = new DataFolders();

    @Mixin
    private Native library = new Native();

    @Option(names = "--checkpoint", paramLabel = "FILE", required = true, description = "the run's checkpoint.pt")
    private Path checkpoint = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "the ONNX file")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "of the network (default speecheq)")
    private String name = "speecheq";

    @Option(names = "--model-version", paramLabel = "VERSION", description = "of the network (default 0.1.0)")
    private String version = "0.1.0";

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            converter = PrecisionConverter.class,
            description = "fp32, or fp16 for GPUs: half the size, scores within 0.005 (default fp32)")
    private Precision precision = Precision.FP32;

    /** Lower case, as everybody writes them. */
    static final class PrecisionConverter implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String text) {
            return switch (text) {
                case "fp32" -> Precision.FP32;
                case "fp16" -> Precision.FP16;
                default -> throw new TypeConversionException("'" + text + "' is no precision; write fp32 or fp16");
            };
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter console = Invocation.of(spec).out();
        library.start();
        new RunExport(name, version, precision)
                .write(checkpoint, testFeatures(console), out)
                .ifPresent(measured -> new ResultTables(console).print(measured));
        console.println("wrote " + out);
        return 0;
    }

    private List<AnalysedClip> testFeatures(PrintWriter console) throws IOException, CorpusException {
        Set<String> speakers = Checkpoint.read(checkpoint).state().testSpeakers();
        if (data.isEmpty() || speakers.isEmpty()) {
            return List.of();
        }
        UnifiedDataset test = UnifiedDataset.of(data.read(console)).of(speakers);
        return DataFolders.features(test, console).clips();
    }
}
